/** What a person in front of a terminal is told of what was harvested. Texts of strangers are told without what steers terminals. */
import type { Defect } from '../domain/defect.ts';
import type { Harvested } from '../domain/harvested.ts';
import { statusOf } from '../domain/harvested.ts';
import { clip } from '../domain/rule.ts';
import { visible } from '../domain/visible-text.ts';
import type { HarvestedEntry } from '../service/harvest/review.ts';
import type { HarvestReport } from '../service/harvest/run.ts';
import type { KnownSource } from '../service/harvest/sources.ts';

const count = new Intl.NumberFormat('en-US');
const shown = (text: string): string => JSON.stringify(clip(visible(text).replaceAll(/\s+/g, ' ')));
/** Of records that are told one by one. */
const most = 100;

const someOf = <T>(all: readonly T[], line: (each: T) => string): string[] => [
  ...all.slice(0, most).map(line),
  ...(all.length > most ? [`    … and ${count.format(all.length - most)} more`] : []),
];

/** The summary of a run, with what is bad or gone one by one. */
export function harvestReport(source: string, report: HarvestReport, isDry: boolean): string {
  const { counts, bad, gone, failure, pages, pagesUnchanged, isComplete } = report;
  const told = { ...counts, bad: bad.length };
  const numbers = Object.entries(told).map(([what, number]) => `${count.format(number)} ${what}`);
  const sign = failure ? 'x' : bad.length > 0 ? '!' : '=';
  return [
    `${sign} ${source}: ${numbers.join(', ')}; ${pages} pages, ${pagesUnchanged} of them not sent again${isDry ? ' (dry run)' : ''}`,
    ...someOf(
      bad,
      ({ page, identifier, reason }) => `    bad: page ${page}, ${shown(identifier ?? '')}: ${reason}`,
    ),
    ...someOf(gone, ({ key, title }) => `    gone: ${key} ${shown(title)}`),
    ...(failure
      ? [`    page ${failure.page} could not be read: ${failure.reason} (${shown(failure.url)})`]
      : []),
    ...(isComplete ? [] : ['    not everything could be told apart, so nothing was marked as gone']),
  ].join('\n');
}

export function sourceLine({ source, latest }: KnownSource, entries: readonly Harvested[]): string {
  const states = Map.groupBy(entries, (entry) => statusOf(entry));
  const numbers = [...states].map(([status, some]) => `${count.format(some.length)} ${status}`);
  const run = latest ? `read ${latest.at}${latest.isComplete ? '' : ', not to its end'}` : 'never read';
  return `${source.id}  ${source.kind}  ${source.agency ?? '-'}  ${source.url}\n    ${run}; ${numbers.join(', ') || 'no entries'}`;
}

export const entryLine = (source: string, entry: Harvested): string =>
  `${statusOf(entry).padEnd(9)}  ${source}/${entry.key}  ${shown(entry.title)}${entry.gone ? `  gone since ${entry.gone.since}` : ''}`;

export const defectLine = ({ path, message, allowed, law }: Defect): string =>
  `    ${path || '(document)'}: ${visible(message)}${allowed ? `; allowed: ${allowed}` : ''}${law ? ` [${law}]` : ''}`;

/** The whole entry as JSON, for people and programs. */
export const entryText = ({ source, entry, told, draft, defects, accepted }: HarvestedEntry): string =>
  JSON.stringify(
    { source, ...entry, told, draft, defects, ...(accepted && { accepted }) },
    null,
    2,
  ).replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) =>
    sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
