/** The one process's HTTP surface: the app, the portal's pages and, in local mode, the embedded OpenID provider. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import packageDocument from '../../package.json' with { type: 'json' };
import { type AppDeps, createApp, describedRoutes } from '../app.ts';
import type { CatalogueEntry } from '../domain/version.ts';
import { tokenVerifierOf } from '../identity-provider.ts';
import { signInOf } from '../identity-provider-sign-in.ts';
import { mailSenderOf } from '../mail-sender.ts';
import { placesOf } from '../routes/dataset-places.ts';
import { createPortalFiles } from '../routes/http/portal-files.ts';
import { createAccessKeys } from '../service/access-key/access-keys.ts';
import { applicationDepsOf } from '../service/application/composed-deps.ts';
import { createTimekeeper } from '../service/application/timekeeper.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { onceADay } from '../service/daily.ts';
import { inTurn } from '../service/each.ts';
import type { Ask } from '../service/evaluation/ask.ts';
import { askAndKeep } from '../service/evaluation/ask-and-keep.ts';
import { countFavouritesDaily } from '../service/favourite/counts.ts';
import { deliverMail } from '../service/notification/delivery.ts';
import { objectionDepsOf } from '../service/objection/composed-deps.ts';
import { createObjectionTimekeeper } from '../service/objection/timekeeper.ts';
import { openEngine } from '../service/query/engine.ts';
import { observeEngine } from '../service/query/observed-engine.ts';
import { remindDaily } from '../service/reminder/reminders.ts';
import { tellSubscribers } from '../service/subscription/tell.ts';
import { removeOldUploads } from '../service/upload/sweep.ts';
import { createUseCounts } from '../service/use-counts.ts';
import { eraseVoices } from '../service/voice/retention.ts';
import { deliverWebhooks } from '../service/webhook/deliver.ts';
import { tellBrokenOff } from './broken-off.ts';
import { type Coalesced, coalesce } from './coalesce.ts';
import { notLocal } from './local-mode.ts';
import type { Log } from './log.ts';
import { withMailbox } from './mailbox-page.ts';
import { type EmbeddedProvider, oidcPath, openProvider } from './oidc.ts';
import { ownDatasetsDaily, publishOwn } from './own-datasets.ts';
import type { Platform } from './platform.ts';
import { portalSource } from './portal-files.ts';
import { openPublicLog } from './public-log.ts';
import type { PublishedCatalogue } from './published-catalogue.ts';
import { createRemoteAddress } from './remote-address.ts';
import { type Jobs, startSchedule } from './schedule.ts';
import { openUploads } from './uploads.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface LocalServer {
  readonly listener: Listener;
  close(): Promise<void>;
}

/** Milliseconds between two questions to a page that is being made. */
const anewMs = 250;

/** Composes what answers requests. The caller listens, and closes it after the last answer. */
export async function openServer(
  platform: Platform,
  published: PublishedCatalogue,
  tell: Log,
): Promise<LocalServer> {
  const { config, now } = platform;
  const { telemetry } = platform;
  const engine = await openEngine({
    // Of the embedded blobs only what is open; of S3 what was downloaded to be read.
    directories: [join(config.DATA_DIR, 'blobs', 'files'), join(config.DATA_DIR, 'cache')],
    workDirectory: platform.workDirectory,
  });
  const gatedEngine = await openEngine({
    directories: [join(config.DATA_DIR, 'blobs', 'archive'), join(config.DATA_DIR, 'cache')],
    workDirectory: join(platform.workDirectory, 'gated'),
  });
  const fault = (event: string) => (error: unknown) =>
    tell({ level: 'error', at: now().toISOString(), event, error: String(error) });
  const accessKeys = createAccessKeys({ ...platform, onFailure: fault('use-log') });
  const useCounts = createUseCounts({ ...platform, onFailure: fault('use-counts') });
  const provider = notLocal(config) === undefined ? await openProvider(config) : undefined;
  const log = openPublicLog(platform, published, fault('log'));
  const showPublished = async () => {
    await refreshSnapshot(platform.snapshot);
    await published.follow();
    log.within(0);
  };
  const publications = platform.publications(showPublished, {
    placesOf: (entry, number) => placesOf(describedRoutes(config.PORTAL_URL), entry, number),
    // A page that is being made anew answers so until it is there: it is asked again a little later.
    ask: async (address) => {
      const response = await app.fetch(new Request(`${config.PORTAL_URL}${address}`));
      if (response.status === 503) await setTimeout(anewMs);
      return response;
    },
  });
  const uploads = openUploads({
    ...platform,
    portalUrl: config.PORTAL_URL,
    publications,
    show: showPublished,
    onFault: fault('publication'),
  });
  const deps: AppDeps = {
    catalogue: published.catalogue,
    blobs: platform.blobs,
    records: platform.records,
    telemetry,
    engine: observeEngine(engine, telemetry),
    gatedEngine: observeEngine(gatedEngine, telemetry),
    accessKeys,
    useCounts,
    remoteAddress: createRemoteAddress(config.TRUSTED_PROXIES),
    publications,
    uploads: uploads.service,
    onOpening: (soon) => openings.within(openingWithinMs[soon]),
    verifyToken: tokenVerifierOf(config, now, provider?.keys),
    signIn: signInOf(config),
    now,
    // A receiver on this machine is for trying things out, where only this machine can ask for it.
    outgoing: { allowsLoopback: notLocal(config) === undefined },
    portalUrl: config.PORTAL_URL,
    version: packageDocument.version,
    portal: portalOf(platform, published),
    workDirectory: platform.workDirectory,
    log: tell,
  };
  const openings = coalesce(showPublished, { apartMs: 2_000, onFault: fault('openings') });
  const app = createApp(deps);
  const schedule = keepGoing(platform, deps, { openings, log });
  log.within(0);
  return {
    listener: dispatch(getRequestListener(tellBrokenOff(app.fetch, { log: tell, now })), provider),
    close: async () => {
      await uploads.stop();
      await schedule.stop();
      await openings.stop();
      await log.stop();
      await Promise.all([accessKeys.close(), useCounts.flush()]);
      await Promise.all([engine.close(), gatedEngine.close()]);
    },
  };
}

/** The pages of a version that was quarantined follow within seconds; after so long they are not held back any more. */
const pagesFollowWithinMs = 600_000;

function isFreshlyQuarantined(entry: CatalogueEntry | undefined, now: Date): boolean {
  const versions = entry?.versions ?? [];
  return versions.some(
    ({ withdrawn }) =>
      withdrawn?.quarantine && now.getTime() - Date.parse(withdrawn.at) < pagesFollowWithinMs,
  );
}

function portalOf({ config, records, now }: Platform, published: PublishedCatalogue) {
  const files = createPortalFiles({
    portal: () => portalSource(published.portal()),
    isWithdrawn: (id) => published.catalogue().entry(id)?.status === 'withdrawn',
    isCurrent: published.portalIsCurrent,
    isChanging: (id) => isFreshlyQuarantined(published.catalogue().entry(id), now()),
  });
  return withMailbox(config, records, files);
}

/** How soon the open list tells of what happened to applications: a grant that ended is off it at once. */
const openingWithinMs = { soon: 30_000, 'at once': 0 } as const;

/** The jobs of this machine, in the rhythm of the timetable. */
function keepGoing(platform: Platform, deps: AppDeps, soon: { openings: Coalesced; log: Coalesced }) {
  const { records, now } = platform;
  const sendMail = mailSenderOf(platform.config, platform);
  const own = ownDatasetsDaily(platform, () => publishOwn(platform, deps.publications, { quiet: true }));
  const applications = applicationDepsOf(deps);
  const keepApplications = createTimekeeper(applications);
  const keepObjections = createObjectionTimekeeper(objectionDepsOf(deps));
  const app = createApp({ ...deps, log: () => {} });
  const ask = async (path: string) => (await app.request(path, { method: 'HEAD' })).status;
  // Asked first, so that today's dataset tells of it.
  const asked = { ...own, name: 'answers', run: () => askOrTell(platform, ask) };
  const jobs: Jobs = {
    mail: () => deliverMail({ records, now, sendMail }),
    webhooks: () => deliverWebhooks(deps),
    subscriptions: (stopping) =>
      inTurn(
        () => countFavouritesDaily(deps),
        () => tellSubscribers({ ...deps, stopping }),
      ),
    timekeeping: () => inTurn(keepApplications, keepObjections, () => eraseVoices(deps)),
    reminders: () => remindDaily({ ...applications, portalUrl: deps.portalUrl }),
    log: async () => soon.log.within(0),
    openings: async () => soon.openings.within(0),
    'own-datasets': async () => onceADay(own, { again: await onceADay(asked) }),
    uploads: () => removeOldUploads(platform),
  };
  return startSchedule(jobs, (job, error) =>
    deps.log({ level: 'error', at: now().toISOString(), event: 'schedule', job, error: String(error) }),
  );
}

async function askOrTell({ snapshot }: Platform, ask: Ask): Promise<void> {
  const { outcome, ...told } = await askAndKeep(snapshot, ask);
  if (outcome === 'unreachable')
    throw new Error(`addresses of the catalogue do not answer: ${JSON.stringify(told)}`);
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
