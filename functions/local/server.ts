/** The one process's HTTP surface: the app, the portal's pages and, in local mode, the embedded OpenID provider. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import packageDocument from '../../package.json' with { type: 'json' };
import { type AppDeps, createApp } from '../app.ts';
import { signInOf, tokenVerifierOf } from '../identity-provider.ts';
import { applicationDepsOf } from '../parts/workflow.ts';
import { createAccessKeys } from '../service/access-key/access-keys.ts';
import { createTimekeeper } from '../service/application/timekeeper.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { deliverMail } from '../service/notification/delivery.ts';
import type { JsonObject } from '../service/ports.ts';
import { openEngine } from '../service/query/engine.ts';
import { notLocal } from './local-mode.ts';
import { openMail } from './mail.ts';
import { type EmbeddedProvider, oidcPath, openProvider } from './oidc.ts';
import type { Platform } from './platform.ts';
import { createPortalFiles } from './portal-files.ts';
import type { PublishedCatalogue } from './published-catalogue.ts';
import { createRemoteAddress } from './remote-address.ts';
import { startSchedule } from './schedule.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface LocalServer {
  readonly listener: Listener;
  close(): Promise<void>;
}

/** Composes what answers requests. The caller listens, and closes it after the last answer. */
export async function openServer(platform: Platform, published: PublishedCatalogue): Promise<LocalServer> {
  const { config, now } = platform;
  const engine = await openEngine({
    // Of the embedded blobs only what is open; of S3 what was downloaded to be read.
    directories: [join(config.DATA_DIR, 'blobs', 'files'), join(config.DATA_DIR, 'cache')],
    workDirectory: platform.workDirectory,
  });
  const gatedEngine = await openEngine({
    directories: [join(config.DATA_DIR, 'blobs', 'archive'), join(config.DATA_DIR, 'cache')],
    workDirectory: join(platform.workDirectory, 'gated'),
  });
  const log = (line: JsonObject) => console.error(JSON.stringify(line));
  const accessKeys = createAccessKeys({
    ...platform,
    onFailure: (error) =>
      log({ level: 'error', at: now().toISOString(), event: 'use-log', error: String(error) }),
  });
  const provider = notLocal(config) === undefined ? await openProvider(config) : undefined;
  const deps: AppDeps = {
    catalogue: published.catalogue,
    blobs: platform.blobs,
    records: platform.records,
    engine,
    gatedEngine,
    accessKeys,
    remoteAddress: createRemoteAddress(config.TRUSTED_PROXIES),
    publications: platform.publications(async () => {
      await refreshSnapshot(platform.snapshot);
      await published.follow();
    }),
    verifyToken: tokenVerifierOf(config, now, provider?.keys),
    signIn: signInOf(config),
    now,
    portalUrl: config.PORTAL_URL,
    version: packageDocument.version,
    portal: createPortalFiles({
      directory: published.portal,
      isWithdrawn: (id) => published.catalogue().entry(id)?.status === 'withdrawn',
      isCurrent: published.portalIsCurrent,
    }),
    workDirectory: platform.workDirectory,
    log,
  };
  const app = createApp(deps);
  const schedule = keepGoing(platform, deps);
  return {
    listener: dispatch(getRequestListener(app.fetch), provider),
    close: async () => {
      await schedule.stop();
      await accessKeys.close();
      await Promise.all([engine.close(), gatedEngine.close()]);
    },
  };
}

/** Mail within seconds; what time does to applications within a minute. */
function keepGoing(platform: Platform, deps: AppDeps) {
  const { records, now } = platform;
  const sendMail = openMail(platform);
  const tasks = [
    { everyMs: 3_000, run: () => deliverMail({ records, now, sendMail }) },
    { everyMs: 60_000, run: createTimekeeper(applicationDepsOf(deps)) },
  ];
  return startSchedule(tasks, (error) =>
    deps.log({ level: 'error', at: now().toISOString(), event: 'schedule', error: String(error) }),
  );
}

/** The provider has an HTTP surface of its own below its path. */
export function dispatch(app: Listener, provider: EmbeddedProvider | undefined): Listener {
  if (!provider) return app;
  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    const isProviders = path === oidcPath || path.startsWith(`${oidcPath}/`);
    (isProviders ? provider.listener : app)(request, response);
  };
}
