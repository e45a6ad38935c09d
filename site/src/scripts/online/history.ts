/** What happened to an application, oldest first, and its record as a file. */
import { moment } from './dates.ts';
import { fill, h, table } from './dom.ts';
import type { ApplicationView } from './types.ts';
import { label, nameOf, t } from './words.ts';

/** Keepers of a draft save it every few seconds: runs of saving are one line. */
function told(history: ApplicationView['history']): ApplicationView['history'] {
  return history.filter(
    ({ type }, index) => type !== 'draft-saved' || history[index + 1]?.type !== 'draft-saved',
  );
}

/** Applicants by name; officials by agency and office, and by name where the reader is of the same agency. */
function who({ by, actor }: ApplicationView['history'][number]): string {
  if (!by) return actor;
  const { offices, official, platform } = t.history;
  if (by.kind === 'platform') return platform;
  const { kind, name, agency } = by;
  if (kind === 'applicant') return name ?? actor;
  const office = agency ? fill(official, { agency: nameOf(agency), office: offices[kind] }) : offices[kind];
  return name === undefined ? office : `${name}${t.open}${office}${t.close}`;
}

export function historyTable({ history }: ApplicationView): HTMLElement {
  const rows = told(history).map((entry) => [
    h('time', { datetime: entry.at }, moment(entry.at)),
    label(t.events, entry.type),
    who(entry),
    h('code', { title: entry.hash }, entry.hash.slice(0, 12)),
  ]);
  const { head } = t.history;
  const columns = [
    { head: head.at, look: 'fit' },
    { head: head.what },
    { head: head.who },
    { head: head.hash, look: 'fit' },
  ] as const;
  return table(t.history.title, columns, rows, { quiet: true, note: t.history.note });
}

/** Where a document of an application is read. */
export const documentAddress = (id: string, name: string, format: string): string =>
  `/api/v1/applications/${encodeURIComponent(id)}/documents/${name}.${format}`;

export function documentList({ id, documents }: ApplicationView): HTMLElement | undefined {
  if (documents.length === 0) return undefined;
  return h(
    'ul',
    { class: 'links', role: 'list' },
    ...documents.map((name) =>
      h(
        'li',
        {},
        h('a', { href: documentAddress(id, name, 'html') }, label(t.documents, name)),
        ' ',
        h(
          'a',
          {
            href: documentAddress(id, name, 'pdf'),
            download: true,
            'aria-label': `${label(t.documents, name)} PDF`,
          },
          'PDF',
        ),
      ),
    ),
  );
}
