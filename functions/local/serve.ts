/**
 * `npm run serve`: the platform in production, behind a reverse proxy. Publishes nothing that is shipped and has no demo
 * accounts; takes requests only when everything is ready, and stops when those under way are answered.
 */
import { createServer } from 'node:http';
import { readAgencies } from './agencies-file.ts';
import { runCommand } from './command.ts';
import { aborted, listen, shut } from './listening.ts';
import { type Log, openLog } from './log.ts';
import { outageLine } from './outage.ts';
import { type Platform, registerShippedAgencies } from './platform.ts';
import { readProductionConfig, refuseDemoAgencies } from './production.ts';
import { openPublishedCatalogue } from './published-catalogue.ts';
import { openServer } from './server.ts';
import { stopSignal } from './stop-signal.ts';
import { tellReady } from './systemd.ts';

await runCommand(async (platform) => {
  const { config, now } = platform;
  const log = openLog(config.LOG || 'json');
  const tell = (event: string, facts = {}) =>
    log({ level: 'info', at: now().toISOString(), event, ...facts });
  const stopping = stopSignal(() => tell('stopping', { withinSeconds: config.STOP_SECONDS }));
  refuseDemoAgencies(await readAgencies(config));
  await registerShippedAgencies(platform);
  try {
    await serve(platform, stopping, log, tell);
  } catch (error) {
    if (error !== stopping.reason) throw error;
  }
  tell('stopped');
  return 0;
}, readProductionConfig);

type Tell = (event: string, facts?: Readonly<Record<string, string | number>>) => void;

/** Answers until asked to stop; throws the reason of `stopping` when that comes before. */
async function serve(platform: Platform, stopping: AbortSignal, log: Log, tell: Tell): Promise<void> {
  const { config, now } = platform;
  const fault = (error: unknown): void => {
    const text = outageLine(error, config.DATA_DIR) ?? (error instanceof Error ? error.stack : String(error));
    log({ level: 'error', at: now().toISOString(), event: 'portal', error: text ?? String(error) });
  };
  tell('opening', { pid: process.pid });
  const published = await openPublishedCatalogue(platform, { stopping, onFault: fault });
  try {
    const answering = await openServer(platform, published, log);
    const server = createServer(answering.listener);
    try {
      stopping.throwIfAborted();
      await listen(server, config);
      tell('ready', { portal: config.PORTAL_URL });
      await tellReady(process.env);
      await aborted(stopping);
      const cut = await shut(server, config.STOP_SECONDS * 1000);
      if (cut > 0) log({ level: 'warn', at: now().toISOString(), event: 'cut-off', connections: cut });
    } finally {
      await shut(server);
      await answering.close();
    }
  } finally {
    await published.stop();
  }
}
