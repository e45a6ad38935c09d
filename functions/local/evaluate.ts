/**
 * `npm run evaluate -- [URL]`: asks every address of the catalogue at URL (without it at PORTAL_URL), publishes the
 * dataset `metadata-quality`, and prints what the page `/quality/` shows. Exit code 0; 1 where nothing answers at URL or
 * the dataset is not published; 2 when the call is off.
 */
import { parseArgs } from 'node:util';
import { summarise } from '../domain/metadata-quality-summary.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { openSnapshot } from '../service/catalogue/snapshot-pointer.ts';
import type { Ask } from '../service/evaluation/ask.ts';
import { askAndKeep } from '../service/evaluation/ask-and-keep.ts';
import { assessAll, findings } from '../service/evaluation/evaluation.ts';
import { sumEvidence } from '../service/evaluation/evidence-facts.ts';
import { evaluationReport } from '../service/evaluation/report.ts';
import { own } from '../service/own-dataset/own-datasets.ts';
import { runCommand } from './command.ts';
import { publishOwn } from './own-datasets.ts';
import { UsageError } from './usage-error.ts';

/** An address that does not answer within this time does not answer. */
const patienceMs = 30_000;

await runCommand(async (platform) => {
  const { config, snapshot, blobs, now } = platform;
  const { positionals } = parseArgs({ allowPositionals: true });
  const [url = config.PORTAL_URL, ...others] = positionals;
  if (others.length > 0 || !URL.canParse(url)) throw new UsageError('usage: npm run evaluate -- [URL]');
  const asked = await askAndKeep(snapshot, askAt(url.replace(/\/$/, '')));
  if (asked.outcome === 'unreachable')
    console.error(`x ${url}: of ${asked.asked} addresses almost none answers; what was asked before stays`);
  const publications = platform.publications(async () => {});
  const isPublished = await publishOwn(platform, publications, { quiet: true });
  const catalogue = await openSnapshot(blobs, await refreshSnapshot(snapshot));
  try {
    const assessed = [...assessAll(catalogue, now().toISOString(), own)];
    const facts = sumEvidence(assessed.map(({ evidence }) => evidence));
    const answers = catalogue.answers();
    const nameOf = (agency: string) => catalogue.agency(agency)?.name ?? agency;
    const told = { summary: summarise(assessed), findings: findings(facts, answers), answers, nameOf };
    for (const line of evaluationReport(told)) console.log(line);
  } finally {
    catalogue.close();
  }
  return asked.outcome === 'asked' && isPublished ? 0 : 1;
});

function askAt(base: string): Ask {
  return async (path) => {
    try {
      const answer = await fetch(base + path, { method: 'HEAD', signal: AbortSignal.timeout(patienceMs) });
      return answer.status;
    } catch (error) {
      // No connection, or too slow: whatever the reason, it does not answer.
      if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return 0;
      throw error;
    }
  };
}
