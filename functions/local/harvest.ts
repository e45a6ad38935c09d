/**
 * `npm run harvest -- URL …`: reads another portal's catalogue into entries to be reviewed; the other forms list, show,
 * accept and reject them. Exit 0 when all was read or done, 1 when not, 2 when the call is off.
 */
import { parseArgs } from 'node:util';
import { statusOf } from '../domain/harvested.ts';
import { writeAccepted } from '../service/harvest/descriptor-directories.ts';
import {
  acceptHarvested,
  type Corrections,
  listHarvested,
  type Reviewed,
  rejectHarvested,
  showHarvested,
} from '../service/harvest/review.ts';
import { harvest } from '../service/harvest/run.ts';
import { loadSources, setSource } from '../service/harvest/sources.ts';
import { runCommand } from './command.ts';
import { defectLine, entryLine, entryText, harvestReport, sourceLine } from './harvest-report.ts';
import { readMembers, sourceFor } from './harvest-source.ts';
import { operator, type Platform, registerShippedAgencies } from './platform.ts';
import { progress } from './progress.ts';
import { UsageError } from './usage-error.ts';

const usage = `usage: npm run harvest -- URL [--kind dcat|ckan|data-json] [--name NAME] [--agency ID] [--complete FILE]
                                  [--origin URL]… [--to DIR] [--dry-run] [--allow-private]
       npm run harvest -- --list [SOURCE]
       npm run harvest -- --show SOURCE/KEY
       npm run harvest -- --accept SOURCE[/KEY] [--with FILE] [--to DIR]
       npm run harvest -- --reject SOURCE/KEY --reason TEXT`;

const options = {
  kind: { type: 'string' },
  name: { type: 'string' },
  agency: { type: 'string' },
  complete: { type: 'string' },
  origin: { type: 'string', multiple: true },
  to: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'allow-private': { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  show: { type: 'string' },
  accept: { type: 'string' },
  with: { type: 'string' },
  reject: { type: 'string' },
  reason: { type: 'string' },
} as const;

await runCommand(async (platform) => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [given, ...more] = positionals;
  if (more.length > 0) throw new UsageError(usage);
  if (values.list) return list(platform, given);
  if (values.show !== undefined) return show(platform, values.show);
  if (values.accept !== undefined) return accept(platform, values.accept, values);
  if (values.reject !== undefined) return reject(platform, values.reject, values.reason);
  if (given === undefined) throw new UsageError(usage);
  return read(platform, given, values);
});

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function read(platform: Platform, url: string, values: Values): Promise<number> {
  const { records, now } = platform;
  const isDry = values['dry-run'] ?? false;
  const rules = { allowsHttp: true, allowsPrivate: values['allow-private'] ?? false };
  await registerShippedAgencies(platform);
  const source = await sourceFor(records, url, values, rules);
  const known = isDry
    ? ((await loadSources(records)).get(source.id) ?? { source })
    : await setSource(records, source, { actor: operator.id, now: now().toISOString() });
  const bar = progress(source.id);
  const report = await harvest(
    { records, now, rules },
    { ...known, source },
    {
      actor: operator,
      dryRun: isDry,
      onProgress: ({ page, records: done, total }) =>
        bar.update(
          total ? done / total : 0,
          `page ${page}, ${done}${total === undefined ? '' : ` of ${total}`} records`,
        ),
    },
  );
  bar.finish(harvestReport(source.id, report, isDry));
  if (!isDry) await tellReview(platform, source.id);
  if (values.to !== undefined && !isDry) await write(platform, source.id, values.to);
  return report.failure || report.bad.length > 0 ? 1 : 0;
}

async function tellReview(platform: Platform, source: string): Promise<void> {
  const waiting = (await listHarvested(platform, source)).filter((entry) => statusOf(entry) === 'to-review');
  if (waiting.length > 0) console.error(`  ${waiting.length} to review: npm run harvest -- --list ${source}`);
}

async function write({ records }: Platform, source: string, directory: string): Promise<void> {
  const written = await writeAccepted(records, source, directory);
  for (const { path, isChanged } of written) console.error(`${isChanged ? '+' : '='} ${path}`);
  console.error(`  ${written.length} accepted entries in ${directory}: npm run publish -- ${directory}/*/`);
}

async function list(platform: Platform, source: string | undefined): Promise<number> {
  const sources = await loadSources(platform.records);
  if (source !== undefined && !sources.has(source)) throw new UsageError(`there is no source "${source}"`);
  for (const known of sources.values()) {
    if (source !== undefined && known.source.id !== source) continue;
    const entries = await listHarvested(platform, known.source.id);
    console.log(sourceLine(known, entries));
    if (source !== undefined) for (const entry of entries) console.log(entryLine(source, entry));
  }
  return 0;
}

function placeOf(text: string): { readonly source: string; readonly key: string | undefined } {
  const [source = '', key, ...rest] = text.split('/');
  if (source === '' || key === '' || rest.length > 0) throw new UsageError(usage);
  return { source, key };
}

async function entryAt(platform: Platform, text: string, corrections?: Corrections) {
  const { source, key } = placeOf(text);
  const shown = key === undefined ? undefined : await showHarvested(platform, source, key, corrections);
  if (!shown) throw new UsageError(`there is no entry "${text}"; --list SOURCE tells those that there are`);
  return shown;
}

async function show(platform: Platform, text: string): Promise<number> {
  console.log(entryText(await entryAt(platform, text)));
  return 0;
}

async function accept(platform: Platform, text: string, values: Values): Promise<number> {
  const { source, key } = placeOf(text);
  const corrections = values.with === undefined ? {} : await readMembers(values.with);
  const isOne = key !== undefined;
  const entries = isOne
    ? [(await entryAt(platform, text, corrections)).entry]
    : (await listHarvested(platform, source)).filter((entry) => statusOf(entry) === 'to-review');
  let allDone = true;
  for (const { key: each, hash } of entries) {
    const asked = { source, key: each, hash, actor: operator, corrections };
    const result = await acceptHarvested(platform, asked);
    allDone &&= tellReviewed(`${source}/${each}`, 'accepted', result);
  }
  if (values.to !== undefined) await write(platform, source, values.to);
  return allDone ? 0 : 1;
}

async function reject(platform: Platform, text: string, reason: string | undefined): Promise<number> {
  if (reason === undefined) throw new UsageError(usage);
  const { source, entry } = await entryAt(platform, text);
  const { key, hash } = entry;
  const result = await rejectHarvested(platform, { source, key, hash, reason, actor: operator });
  return tellReviewed(text, 'rejected', result) ? 0 : 1;
}

function tellReviewed(what: string, done: string, result: Reviewed): boolean {
  const lines =
    result.outcome === 'done'
      ? [`+ ${what}: ${done}`]
      : [
          `x ${what}: ${result.refusal.code}: ${result.refusal.message}`,
          ...(result.defects ?? []).map(defectLine),
        ];
  console.error(lines.join('\n'));
  return result.outcome === 'done';
}
