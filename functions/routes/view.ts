/** The catalogue entry as the API tells it: the one mapper behind lists, documents and `/datasets/{id}.json`. */
import type { Agency } from '../domain/agency.ts';
import { grantsAt, hasOpening } from '../domain/opening.ts';
import {
  type CatalogueEntry,
  type Distribution,
  hasTable,
  latestOf,
  standingOf,
  type Version,
} from '../domain/version.ts';
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import { disputed } from '../service/objection/marks.ts';
import { exportFormats } from '../service/query/export-formats.ts';

const office = (catalogue: Catalogue, id: string) => {
  const agency: Agency | undefined = catalogue.agency(id);
  if (!agency) return { id };
  const { name, nameEn, creditCode, kind } = agency;
  return { id, name, nameEn, creditCode, kind };
};

function linksOf({ dataset }: CatalogueEntry, latest: Version | undefined, portalUrl: string) {
  const page = `${portalUrl}/datasets/${dataset.id}`;
  const api = `${portalUrl}/api/v1/datasets/${dataset.id}`;
  return {
    self: api,
    page: `${page}/`,
    json: `${page}.json`,
    ...(hasTable(latest) && {
      records: `${api}/records`,
      export: Object.fromEntries(exportFormats.map((format) => [format, `${api}/export/${format}`])),
    }),
  };
}

/** What the open list tells of applications for conditional data, and of who holds grants at `now`. */
function openingOf(entry: CatalogueEntry, catalogue: Catalogue, now: Date) {
  if (!hasOpening(entry)) return {};
  const opening = catalogue.opening(entry.dataset.id);
  return { opening: { ...opening, grants: grantsAt(opening, now.toISOString()) } };
}

/** A line of a list: enough to choose by. */
export function summaryView(entry: CatalogueEntry, catalogue: Catalogue, portalUrl: string, now: Date) {
  const { dataset } = entry;
  const latest = latestOf(entry);
  const files = latest?.distributions.filter(({ role }) => role !== 'report') ?? [];
  const { id, code, title, titleEn, description, descriptionEn, theme, keywords, updateCycle } = dataset;
  return {
    id,
    code,
    title,
    titleEn,
    description,
    descriptionEn,
    publisher: office(catalogue, dataset.publisher),
    theme,
    keywords,
    openness: dataset.openness.class,
    priority: dataset.priority?.grounds ?? [],
    updateCycle,
    issued: dataset.issued,
    modified: dataset.modified,
    status: standingOf(entry),
    lastPublished: entry.lastPublished,
    version: latest?.number ?? null,
    rows: latest?.rows ?? null,
    formats: [...new Set(files.map(({ format }) => format))],
    ...openingOf(entry, catalogue, now),
    ...disputed(catalogue, entry.dataset.id),
    links: linksOf(entry, latest, portalUrl),
  };
}

function distributionView(
  { title, ...distribution }: Distribution,
  id: string,
  version: number,
  portalUrl: string,
) {
  const name = encodeURIComponent(distribution.name);
  return { ...distribution, ...(title && { title }), url: `${portalUrl}/files/${id}/${version}/${name}` };
}

/** Everything the public catalogue holds of an entry: metadata, versions, quality, differences, files, sample. */
export function entryView(entry: CatalogueEntry, catalogue: Catalogue, portalUrl: string, now: Date) {
  const { dataset, versions, withdrawn, firstPublished, lastPublished, flags } = entry;
  // How the platform read the delivered files is told by each version's `source`.
  const { data: _data, attachments: _attachments, publisher, responsibleDepartment, ...metadata } = dataset;
  return {
    ...metadata,
    publisher: office(catalogue, publisher),
    responsibleDepartment: office(catalogue, responsibleDepartment),
    status: standingOf(entry),
    firstPublished,
    lastPublished,
    ...(withdrawn && { withdrawn }),
    flags,
    ...openingOf(entry, catalogue, now),
    ...disputed(catalogue, entry.dataset.id),
    versions: versions.map(({ distributions, contentHash: _hash, ...version }) => ({
      ...version,
      distributions: distributions.map((file) =>
        distributionView(file, dataset.id, version.number, portalUrl),
      ),
    })),
    links: linksOf(entry, latestOf(entry), portalUrl),
  };
}
