/**
 * The portal that is changed page by page is the portal that is built whole: byte for byte, after every kind of change.
 * The peer is the static build, which knows nothing of the renderer.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/local/config.ts';
import { createPortalBuilder, type PortalBuilder, type ShownPortal } from '../../functions/local/portal.ts';
import { type PortalTree, wholeTree } from '../../functions/local/portal-tree.ts';
import { openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import type { PortalEdition } from '../../functions/service/portal/edition.ts';
import { openRenderer, type RendererThread } from '../../site/renderer-thread.ts';
import { type ChangingCatalogue, changingCatalogue, changingDay } from '../support/changing-catalogue.ts';
import { directoryForManyFiles } from '../support/many-files.ts';
import { rendererDirectory } from '../support/renderer-directory.ts';

const work = mkdtempSync(join(directoryForManyFiles(), 'changing-portal-'));
const faults: unknown[] = [];
const options = {
  stopping: new AbortController().signal,
  onFault: (fault: unknown) => void faults.push(fault),
};
/** Publications, each of as many changes by chance, as a snapshot gathers what was decided since the last. */
const [publications, changesEach] = [7, 28];
/** Then some of one change, each compared with all pages anew: what a page shows in passing must not be missed either. */
const single = [
  { kind: 'title', id: 'changing-4' }, // another one is flagged to look like it
  { kind: 'version' },
  { kind: 'withdrawn' },
  { kind: 'reclassified' },
];

let builder: PortalBuilder;
let changing: ChangingCatalogue;
let shown: ShownPortal;
let other: RendererThread;

async function builderIn(name: string, renderers = rendererDirectory): Promise<PortalBuilder> {
  const directory = join(work, name);
  const read = readConfig({
    DATA_DIR: directory,
    PORTAL_URL: 'http://portal.test',
    RENDERER_DIR: renderers,
  });
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  mkdirSync(join(directory, 'work'), { recursive: true });
  return createPortalBuilder({ config: read.config, workDirectory: join(directory, 'work') });
}

const editionOf = (path: string): PortalEdition => ({ catalogue: openCatalogue(path), day: changingDay });

/** The bytes of every file of an edition but those of the search, which has a delta of its own until the next whole build. */
function contentOf(tree: PortalTree): ReadonlyMap<string, Buffer> {
  const files = tree.directories.flatMap((directory) =>
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1)),
  );
  const isPage = (file: string): boolean => !/^(?:pagefind|search)\/|^\.(?!well-known)/.test(file);
  const content = new Map<string, Buffer>();
  for (const file of new Set(files.filter(isPage))) {
    try {
      content.set(file, readFileSync(tree.locate(file)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // removed by a later edition
    }
  }
  return content;
}

function differences(a: ReadonlyMap<string, Buffer>, b: ReadonlyMap<string, Buffer>): string[] {
  const files = new Set([...a.keys(), ...b.keys()]);
  return [...files].filter((file) => !b.get(file)?.equals(a.get(file) ?? Buffer.of(0)));
}

beforeAll(async () => {
  mkdirSync(join(work, 'snapshots'));
  changing = changingCatalogue(join(work, 'snapshots'), 120, 20_260_310);
  builder = await builderIn('changed');
  shown = await builder.buildWhole(editionOf(changing.path), options);
  other = await openRenderer({ bundle: builder.bundle, portalUrl: 'http://portal.test' });
}, 120_000);

afterAll(async () => {
  await shown?.renderer?.close();
  await other?.close();
  rmSync(work, { recursive: true, force: true });
});

describe('a portal that is changed page by page', { timeout: 180_000 }, () => {
  it('is, after 200 changes, what the static build makes of the last catalogue', async () => {
    const before = contentOf(shown.tree);
    for (let count = 0; count < publications; count += 1) {
      const path = changing.changeOften(changesEach);
      shown = await builder.change(shown, editionOf(path), options);
    }
    for (const certain of single) {
      shown = await builder.change(shown, editionOf(changing.change(certain)), options);
      expect(differences(contentOf(shown.tree), await allAnew(shown)), certain.kind).toEqual([]);
    }
    expect(faults).toEqual([]);
    const changed = contentOf(shown.tree);
    expect(differences(before, changed).length).toBeGreaterThan(100);

    const statics = await staticBuild(shown.edition);
    expect(differences(changed, contentOf(statics.tree))).toEqual([]);
    expect(String(faults)).toContain('a broken renderer');
  });
});

/** All pages of the edition, by another renderer. */
async function allAnew({ edition: { catalogue } }: ShownPortal): Promise<ReadonlyMap<string, Buffer>> {
  const outDir = mkdtempSync(join(work, 'anew-'));
  const edition = { snapshot: catalogue.path, moment: catalogue.info.updated };
  await other.run({ edition, outDir, all: true });
  cpSync(join(builder.bundle, 'client'), outDir, { recursive: true });
  return contentOf(wholeTree(outDir));
}

/** By a builder whose renderer is broken: it falls back to the static build, and tells why. */
async function staticBuild(edition: PortalEdition): Promise<ShownPortal> {
  const broken = await builderIn('broken', join(work, 'renderers'));
  mkdirSync(join(broken.bundle, 'server'), { recursive: true });
  mkdirSync(join(broken.bundle, 'client'));
  writeFileSync(join(broken.bundle, 'server/entry.mjs'), "throw new Error('a broken renderer');");
  return broken.buildWhole(edition, options);
}
