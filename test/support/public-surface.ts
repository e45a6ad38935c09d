/** The public part of the surface over a catalogue of a test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPart } from '../../functions/parts/public.ts';
import type { HealthDeps } from '../../functions/routes/deps.ts';
import { openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { createSurface } from '../../functions/surface.ts';

export const portalUrl = 'https://data.example.cn';

export interface PublicSurface {
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Response>;
  close(): void;
}

/** `write` writes the snapshot to the path that it is given; `origin` is what the portal calls itself. */
export function openPublicSurface(write: (path: string) => void, origin = portalUrl): PublicSurface {
  const directory = mkdtempSync(join(tmpdir(), 'public-surface-'));
  const path = join(directory, 'catalogue.sqlite');
  write(path);
  const catalogue = openCatalogue(path);
  const unasked = () => Promise.reject(new Error('the stores are not asked'));
  const deps: HealthDeps = {
    catalogue: () => catalogue,
    records: { query: unasked },
    blobs: { head: unasked, get: unasked },
    portalUrl: origin,
    version: '0.0.0-test',
    now: () => new Date('2026-03-10T02:00:00Z'),
    log: () => {},
  };
  const app = createSurface(deps, publicPart(deps));
  return {
    get: async (address, headers = {}, method = 'GET') => app.request(address, { headers, method }),
    close: () => {
      catalogue.close();
      rmSync(directory, { recursive: true });
    },
  };
}
