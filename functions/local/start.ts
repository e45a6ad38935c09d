/** `npm start`: opens the stores, publishes what lies under datasets/, builds the portal, serves everything on one port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { onceADay } from '../service/daily.ts';
import { ownDatasets } from '../service/own-dataset/own-datasets.ts';
import { succeeded } from '../service/publication/succeeded.ts';
import { runCommand } from './command.ts';
import type { Config } from './config.ts';
import { datasetDirectories, publishDirectory } from './datasets.ts';
import { aborted, listen, shut } from './listening.ts';
import { openLog } from './log.ts';
import { hasMailbox, mailboxPath } from './mailbox-page.ts';
import { outageLine } from './outage.ts';
import { ownDatasetsDaily, publishOwn } from './own-datasets.ts';
import { type Platform, registerShippedAgencies } from './platform.ts';
import { progress } from './progress.ts';
import { openPublishedCatalogue } from './published-catalogue.ts';
import { openServer } from './server.ts';
import { stopSignal } from './stop-signal.ts';

await runCommand(async (platform) => {
  const stopping = stopSignal(() => console.error('Stopping. 正在停止。'));
  // The port is taken first: a taken one is told before a minute of work.
  const server = createServer(sayStarting);
  await listen(server, platform.config);
  try {
    await serve(platform, server, stopping);
  } catch (error) {
    if (error !== stopping.reason) throw error;
  } finally {
    await shut(server);
  }
  return 0;
});

/** Publishes, builds, answers until asked to stop; throws the reason of `stopping` when that comes before. */
async function serve(platform: Platform, server: Server, stopping: AbortSignal): Promise<void> {
  const allPublished = await publishShipped(platform, stopping);
  const bar = progress('portal');
  const published = await openPublishedCatalogue(platform, {
    stopping,
    onPage: (pages) => (pages % 25 === 0 ? bar.update(0.5, `${pages} pages`) : undefined),
    onFault: (error) => console.error(outageLine(error, platform.config.DATA_DIR) ?? error),
  });
  try {
    bar.finish('= portal: ready');
    const answering = await openServer(platform, published, openLog(platform.config.LOG || 'faults'));
    server.removeAllListeners('request').on('request', answering.listener);
    printAddresses(platform.config, allPublished);
    await aborted(stopping);
    await shut(server);
    await answering.close();
  } finally {
    await published.stop();
  }
}

function sayStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' });
  response.end('The platform is starting. 平台正在启动。\n');
}

/** Publishes every shipped dataset, then the platform's own, which speak of the others. */
async function publishShipped(platform: Platform, stopping: AbortSignal): Promise<boolean> {
  await registerShippedAgencies(platform);
  // One refresh at the end serves the whole batch.
  const publications = platform.publications(async () => {});
  const publish = async (directory: string): Promise<boolean> => {
    stopping.throwIfAborted();
    return succeeded(await publishDirectory(publications, directory, { quiet: true, stopping }));
  };
  const directories = await datasetDirectories(platform.config.DATASETS_DIR);
  let allSucceeded = true;
  for (const directory of directories)
    if (!Object.hasOwn(ownDatasets, basename(directory)))
      allSucceeded = (await publish(directory)) && allSucceeded;
  const own = ownDatasetsDaily(platform, async () => {
    allSucceeded = (await publishOwn(platform, publications, { quiet: true, stopping })) && allSucceeded;
  });
  await onceADay(own, { again: true });
  await refreshSnapshot(platform.snapshot);
  return allSucceeded;
}

function printAddresses(config: Config, allPublished: boolean): void {
  const { PORTAL_URL: url } = config;
  console.log(
    [
      ...(allPublished ? [] : ['Some datasets were not published; see above.']),
      `Portal      ${url}/`,
      `English     ${url}/en/`,
      `API         ${url}/api/v1/datasets`,
      `OpenAPI     ${url}/openapi.json`,
      ...(hasMailbox(config) ? [`Mail        ${url}${mailboxPath}`] : []),
      `Data        ${config.DATA_DIR}`,
      'Ctrl-C stops.',
    ].join('\n'),
  );
}
