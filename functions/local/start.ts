/** `npm start`: opens the stores, publishes what lies under datasets/, builds the portal, serves everything on one port. */

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { openSnapshot, refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { platformStatisticsCsv, platformStatisticsId } from '../service/platform-statistics.ts';
import { runCommand } from './command.ts';
import type { Config } from './config.ts';
import { datasetDirectories, publishDirectory } from './datasets.ts';
import { datasetsDirectory, type Platform, registerShippedAgencies } from './platform.ts';
import { progress } from './progress.ts';
import { succeeded } from './publication-report.ts';
import { openPublishedCatalogue } from './published-catalogue.ts';
import { openServer } from './server.ts';

await runCommand(async (platform) => {
  // The port is taken first: a taken one is told before a minute of work.
  const server = await listen(platform.config);
  const allPublished = await publishShipped(platform);
  const bar = progress('portal');
  const onPage = (pages: number) => bar.update(0.5, `${pages} pages`);
  const published = await openPublishedCatalogue(platform, onPage, (error) => console.error(error));
  bar.finish('= portal: ready');
  const answering = await openServer(platform, published);
  server.removeAllListeners('request').on('request', answering.listener);
  printAddresses(platform.config, allPublished);
  await untilAsked();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await answering.close();
  await published.stop();
  return 0;
});

function sayStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' });
  response.end('The platform is starting. 平台正在启动。\n');
}

function listen(config: Config): Promise<Server> {
  const server = createServer(sayStarting);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, () => resolve(server));
  });
}

/** Publishes every shipped dataset, then the platform's own statistics, which speak of the others. */
async function publishShipped(platform: Platform): Promise<boolean> {
  await registerShippedAgencies(platform);
  // One refresh at the end serves the whole batch.
  const publications = platform.publications(async () => {});
  let allSucceeded = true;
  for (const directory of await datasetDirectories(datasetsDirectory)) {
    if (directory.endsWith(platformStatisticsId)) continue;
    const result = await publishDirectory(publications, directory, { quiet: true });
    allSucceeded &&= succeeded(result);
  }
  const statistics = await stageStatistics(platform);
  const result = await publishDirectory(publications, statistics, { quiet: true });
  await refreshSnapshot(platform.snapshot);
  return allSucceeded && succeeded(result);
}

async function stageStatistics(platform: Platform): Promise<string> {
  const catalogue = await openSnapshot(platform.blobs, await refreshSnapshot(platform.snapshot));
  try {
    const directory = join(platform.workDirectory, platformStatisticsId);
    await mkdir(directory, { recursive: true });
    await copyFile(
      join(datasetsDirectory, platformStatisticsId, 'dataset.json'),
      join(directory, 'dataset.json'),
    );
    await writeFile(join(directory, `${platformStatisticsId}.csv`), platformStatisticsCsv(catalogue));
    return directory;
  } finally {
    catalogue.close();
  }
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
      `Data        ${config.DATA_DIR}`,
      'Ctrl-C stops.',
    ].join('\n'),
  );
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
