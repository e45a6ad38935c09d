/** `npm start`: opens the stores, publishes what lies under datasets/, builds the portal, serves everything on one port. */

import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { openSnapshot, refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { platformStatisticsCsv, platformStatisticsId } from '../service/platform-statistics.ts';
import { type Config, readConfig } from './config.ts';
import { datasetDirectories, publishDirectory } from './datasets.ts';
import { exitOnOutage } from './outage.ts';
import { datasetsDirectory, openPlatform, type Platform, registerShippedAgencies } from './platform.ts';
import { progress } from './progress.ts';
import { succeeded } from './publication-report.ts';
import { openPublishedCatalogue } from './published-catalogue.ts';
import { createListener } from './server.ts';

async function main(): Promise<number> {
  const read = readConfig(process.env);
  if (read.outcome === 'invalid') {
    for (const problem of read.problems) console.error(problem);
    return 2;
  }
  // The port is taken first: a taken one is told before a minute of work.
  const server = await listen(read.config);
  const platform = await openPlatform(read.config).catch((error: unknown) => {
    server.close();
    throw error;
  });
  const allPublished = await publishShipped(platform);
  const bar = progress('portal');
  const published = await openPublishedCatalogue(platform, bar.update, (error) => console.error(error));
  bar.finish('= portal: ready');
  const listener = await createListener(platform, published);
  server.removeAllListeners('request').on('request', listener);
  printAddresses(read.config, allPublished);
  await untilAsked();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await published.stop();
  await platform.close();
  return 0;
}

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '5' });
  response.end('The platform is starting. 平台正在启动。\n');
};

function listen(config: Config): Promise<Server> {
  const server = createServer(starting);
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

process.exitCode = await exitOnOutage(main);
