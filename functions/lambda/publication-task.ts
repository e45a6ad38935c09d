/**
 * Publishes one upload and ends: the container task that the publication function starts for what is too large for a
 * function. Which upload, its environment says. The exit code is 0 when the job came to an end, whatever its outcome.
 */
import { runPublication } from '../service/upload/run.ts';
import { log, now, openBase } from './base.ts';
import { environment } from './environment.ts';
import { openPublishing } from './publishing.ts';

const { UPLOAD_ID: upload, UPLOAD_RUN: run } = environment('UPLOAD_ID', 'UPLOAD_RUN');
const base = await openBase();
const { portal, publications, showChange } = openPublishing(base);
const line = { event: 'publication', upload, run: Number(run) };
const tell = (level: string, more: object): void => log({ level, at: now().toISOString(), ...line, ...more });

try {
  if (upload === '') throw new Error('configuration: UPLOAD_ID and UPLOAD_RUN say what to publish');
  const outcome = await runPublication(
    {
      ...portal,
      publications,
      show: showChange,
      onFault: (error) => tell('error', { error: String(error) }),
    },
    { upload, run: Number(run) },
  );
  tell('info', { outcome: outcome ?? 'overtaken' });
} catch (error) {
  tell('error', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
} finally {
  await base.telemetry.flush();
  await base.records.close();
}
