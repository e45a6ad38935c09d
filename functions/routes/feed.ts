/** `/feed.atom`: what was added, changed and withdrawn, newest first (RFC 4287). */
import type { Catalogue, ChangeRow } from '../service/catalogue/catalogue.ts';
import { escapeXml } from '../service/xml-text.ts';
import { document } from './answer.ts';
import type { CatalogueDeps } from './deps.ts';
import type { Route } from './route.ts';

const entriesShown = 100;

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`;

function entry(change: ChangeRow, catalogue: Catalogue, portalUrl: string): string {
  const found = catalogue.entry(change.entry);
  const title = found?.dataset.title ?? change.entry;
  const page = `${portalUrl}/datasets/${change.entry}/`;
  const version = change.version === undefined ? '' : ` v${change.version}`;
  const summary = [change.reason, change.from && `${change.from} → ${change.to}`].filter(Boolean).join(' ');
  const agency = catalogue.agency(change.agency)?.name ?? change.agency;
  return [
    '<entry>',
    element('id', `${page}#${change.kind}-${change.version ?? 0}-${change.at}`),
    element('title', `${title}${version}`),
    element('updated', change.at),
    `<author>${element('name', agency)}</author>`,
    `<category term="${escapeXml(change.kind)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<link rel="related" type="application/json" href="${escapeXml(`${portalUrl}/datasets/${change.entry}.json`)}"/>`,
    element('summary', summary || change.kind),
    '</entry>',
  ].join('\n');
}

/** The feed of a catalogue. Nothing in it depends on when it is asked for. */
export function atomFeed(catalogue: Catalogue, portalUrl: string): string {
  const changes = catalogue.changes({ limit: entriesShown });
  const bureau = catalogue.agencies().find(({ kind }) => kind === 'bureau');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    element('id', `${portalUrl}/feed.atom`),
    element('title', bureau?.name ?? portalUrl),
    element('updated', changes[0]?.at ?? (catalogue.info.updated || '1970-01-01T00:00:00Z')),
    `<link rel="self" type="application/atom+xml" href="${escapeXml(portalUrl)}/feed.atom"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(portalUrl)}/datasets/"/>`,
    ...changes.map((change) => entry(change, catalogue, portalUrl)),
    '</feed>',
    '',
  ].join('\n');
}

export function feedRoutes({ catalogue, portalUrl }: CatalogueDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/feed.atom',
      tag: 'catalogue',
      summary: { zh: '目录的新增、变更与撤下', en: 'What was added, changed and withdrawn' },
      answers: [{ status: 200, description: 'An Atom feed', content: { 'application/atom+xml': {} } }],
      problems: [],
      auth: 'none',
      isOpenData: true,
      handle: (c) => document(c, atomFeed(catalogue(), portalUrl), 'application/atom+xml; charset=utf-8'),
    },
  ];
}
