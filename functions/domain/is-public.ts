/**
 * What of an entry may reach the public side: asked at publication and again by the build.
 * What this file strips cannot leak from pages, files, interfaces or feeds.
 */
import type { Dataset, Field } from './dataset.ts';
import { isSensitive } from './field-rules.ts';
import { opennessRules } from './openness-rules.ts';
import type { CatalogueEntry, QualityReport, Row, Version } from './version.ts';

/** Rules whose breach means that open data should not be open; the others are defects of form. */
const closing: ReadonlySet<string> = new Set(['acquisition-not-open', 'data-level-not-open']);

/**
 * Whether the law admits the entry as it is classified. Publication refuses such entries; this is the second
 * look, for records that came another way. An entry that is not public shows as withheld: no data of any kind.
 */
export function isPublic({ dataset }: CatalogueEntry): boolean {
  return opennessRules
    .filter(({ code }) => closing.has(code))
    .every(({ check }) => check(dataset, { agencies: new Map() }).length === 0);
}

/** Whether anyone may fetch the files of a version (Art. 28): the one question every download asks. */
export function isOpenVersion(entry: CatalogueEntry, version: Version): boolean {
  return (
    entry.status === 'published' &&
    !entry.withdrawn &&
    !version.withdrawn &&
    entry.dataset.openness.class === 'unconditional' &&
    isPublic(entry) &&
    !version.fields.some(isSensitive)
  );
}

/** The entry as the public may see it. Idempotent. */
export function publicView(entry: CatalogueEntry): CatalogueEntry {
  if (entry.status === 'withdrawn' || entry.withdrawn) return tombstone(entry);
  const showsNoData = entry.dataset.openness.class === 'withheld' || !isPublic(entry);
  const isUnconditional = entry.dataset.openness.class === 'unconditional';
  return {
    ...entry,
    dataset: isUnconditional && !showsNoData ? entry.dataset : withoutSource(entry.dataset),
    versions: showsNoData ? [] : entry.versions.map((version) => publicVersion(entry, version)),
  };
}

function publicVersion(entry: CatalogueEntry, version: Version): Version {
  if (version.withdrawn) return withdrawnVersion(version);
  return {
    ...version,
    distributions: isOpenVersion(entry, version) ? version.distributions : [],
    ...(entry.dataset.openness.class === 'conditional'
      ? gatedSample(entry.dataset, version)
      : withoutCells(version, hiddenNames(version, entry.dataset, isSensitive))),
  };
}

/** Of conditional data at most every tenth row is shown, so that a sample is never the whole of a small table. */
const sampleShare = 10;

/** What anyone may see of conditional data: no cell that is not public, no row at all where groups must be large. */
function gatedSample(dataset: Dataset, version: Version): Pick<Version, 'sample' | 'quality'> {
  const isGrouped = dataset.minGroup !== undefined;
  const hidden = hiddenNames(version, dataset, ({ sensitivity }) => isGrouped || sensitivity !== 'public');
  const shown = isGrouped ? 0 : Math.floor((version.rows ?? 0) / sampleShare);
  return withoutCells({ quality: version.quality, sample: version.sample.slice(0, shown) }, hidden);
}

/** What stays of a withdrawn version: that it was there, and why it is not any more. */
function withdrawnVersion({ number, issued, contentHash, withdrawn }: Version): Version {
  const nothing = { rows: null, fields: [], distributions: [], quality: null, sample: [] };
  return { number, issued, contentHash, ...nothing, withdrawn };
}

/** Columns whose cells stay hidden: as the version declared them, or as the entry declares them now. */
function hiddenNames(
  version: Version,
  dataset: Dataset,
  isHidden: (field: Field) => boolean,
): ReadonlySet<string> {
  const fields: readonly Field[] = [...version.fields, ...(dataset.fields ?? [])];
  return new Set(fields.filter(isHidden).map(({ name }) => name));
}

/** Sample and quality without a single cell of the named columns (Art. 28, 45). */
export function withoutCells(
  version: Pick<Version, 'sample' | 'quality'>,
  hidden: ReadonlySet<string>,
): Pick<Version, 'sample' | 'quality'> {
  if (hidden.size === 0) return { sample: version.sample, quality: version.quality };
  return {
    sample: version.sample.map((row) => blankCells(row, hidden)),
    quality: version.quality && withoutExtremes(version.quality, hidden),
  };
}

const blankCells = (row: Row, hidden: ReadonlySet<string>): Row =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, hidden.has(name) ? null : cell]));

function withoutExtremes(quality: QualityReport, hidden: ReadonlySet<string>): QualityReport {
  const fields = quality.fields.map((field) => {
    if (!hidden.has(field.name)) return field;
    const { minimum: _minimum, maximum: _maximum, ...rest } = field;
    return rest;
  });
  // This remark quotes cells.
  const warnings = quality.warnings.filter(({ code }) => code !== 'mixed-types');
  return { ...quality, fields, warnings };
}

/** The entry of a withdrawn dataset: its name, its publisher and class, and why it was withdrawn. */
function tombstone(entry: CatalogueEntry): CatalogueEntry {
  const { dataset } = entry;
  return {
    status: 'withdrawn',
    dataset: {
      id: dataset.id,
      code: dataset.code,
      title: dataset.title,
      ...(dataset.titleEn !== undefined && { titleEn: dataset.titleEn }),
      description: '',
      publisher: dataset.publisher,
      responsibleDepartment: dataset.responsibleDepartment,
      theme: dataset.theme,
      keywords: [],
      sharing: { type: dataset.sharing.type },
      openness: { class: dataset.openness.class },
      acquisition: dataset.acquisition,
      dataLevel: dataset.dataLevel,
      updateCycle: dataset.updateCycle,
      issued: dataset.issued,
      modified: dataset.modified,
      spatial: dataset.spatial,
      contact: {},
      ...(dataset.synthetic !== undefined && { synthetic: dataset.synthetic }),
    },
    versions: entry.versions.map((version) =>
      withdrawnVersion({ ...version, withdrawn: version.withdrawn ?? entry.withdrawn }),
    ),
    ...(entry.withdrawn && { withdrawn: entry.withdrawn }),
    firstPublished: entry.firstPublished,
    lastPublished: entry.lastPublished,
    flags: [],
  };
}

/** How the platform reads the data is nobody's business while the data is not open. */
function withoutSource({ data: _data, attachments: _attachments, ...rest }: Dataset): Dataset {
  return rest;
}
