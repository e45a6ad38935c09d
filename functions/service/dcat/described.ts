/** One entry with everything that its description refers to, put together once. */
import type { Agency } from '../../domain/agency.ts';
import { dayInChina } from '../../domain/china-time.ts';
import { isOpenVersion } from '../../domain/is-public.ts';
import { type Licence, licenceOf } from '../../domain/licence.ts';
import { objectionKindNames } from '../../domain/names.ts';
import type { ObjectionMark } from '../../domain/objection-mark.ts';
import { euThemesOf, isTheme } from '../../domain/themes.ts';
import { type CatalogueEntry, hasTable, latestOf, type Version } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { objectionMarks } from '../objection/marks.ts';
import { both, type Node, node, ref, type Words } from '../rdf/graph.ts';
import { type DatasetAddresses, datasetAddresses } from './addresses.ts';
import { groundNode, lawNode, themeNode } from './concepts.ts';
import { dataThemeOf, licenceNodes, licenceType } from './vocabulary.ts';

/** Where descriptions come from, and what addresses begin with. */
export interface DcatSource {
  readonly portalUrl: string;
  readonly catalogue: Pick<Catalogue, 'agency' | 'agencies' | 'disclosed'>;
}

export interface Described extends DatasetAddresses {
  readonly portalUrl: string;
  readonly entry: CatalogueEntry;
  readonly agency: Agency | undefined;
  /** The newest version that stands; undefined for withheld data. */
  readonly latest: Version | undefined;
  /** Objections that stand against it (Art. 46), in both languages; empty without any. */
  readonly disputes: readonly Words[];
  /** Its files may be told. */
  readonly isOpen: boolean;
  /** Its rows can be asked for without a key. */
  readonly hasApi: boolean;
  /** The licence, and its type. */
  readonly licence: readonly [Node, Node];
  /** National theme, and the EU's. */
  readonly themes: readonly Node[];
  /** Of priority data: its grounds, and the law that makes them count. */
  readonly grounds: readonly Node[];
  readonly legislation: readonly Node[];
}

/** What takes the place of a licence where data is not open (Art. 28). */
const closedTerms: Readonly<Record<'conditional' | 'withheld', Words>> = {
  conditional: {
    zh: '使用协议，申请审核通过后签订',
    en: 'Agreement on use, signed when an application was approved',
  },
  withheld: { zh: '不提供数据', en: 'No data is given' },
};

function termsOf(portalUrl: string, { dataset }: CatalogueEntry): readonly [Node, Node] {
  const openness = dataset.openness.class;
  if (openness === 'unconditional') return licenceNodes(licenceOf(dataset.licence) satisfies Licence);
  const type = licenceType('OtherRestrictiveClauses');
  const section = openness === 'conditional' ? 'conditional' : 'classes';
  const terms = node(`${portalUrl}/guide/#${section}`, ['dct:LicenseDocument'], {
    'dct:type': ref(type.iri),
    'dct:title': both(closedTerms[openness]),
  });
  return [terms, type];
}

/** `disputed`, as versions have notes: no vocabulary has a word of its own for it. */
const disputeOf = ({ id, kind, since }: ObjectionMark): Words => {
  const day = dayInChina(since);
  return {
    zh: `异议标注：${objectionKindNames[kind].zh}，${day} 起，${id}`,
    en: `Disputed: ${objectionKindNames[kind].en}, since ${day}, ${id}`,
  };
};

/** Expects an entry as the public catalogue holds it, not withdrawn. */
export function describe({ portalUrl, catalogue }: DcatSource, entry: CatalogueEntry): Described {
  const { dataset } = entry;
  const latest = latestOf(entry);
  const isOpen = latest !== undefined && isOpenVersion(entry, latest);
  const { theme } = dataset;
  const isPriority = dataset.priority !== undefined;
  return {
    ...datasetAddresses(portalUrl, dataset.id),
    portalUrl,
    entry,
    agency: catalogue.agency(dataset.publisher),
    latest,
    disputes: objectionMarks(catalogue, dataset.id).map(disputeOf),
    isOpen,
    hasApi: isOpen && hasTable(latest),
    licence: termsOf(portalUrl, entry),
    themes: isTheme(theme) ? [themeNode(portalUrl, theme), ...euThemesOf(theme).map(dataThemeOf)] : [],
    grounds: dataset.priority?.grounds.map((ground) => groundNode(portalUrl, ground)) ?? [],
    legislation: isPriority ? [lawNode(portalUrl, 29), lawNode(portalUrl)] : [],
  };
}

export const refsTo = (nodes: readonly Node[]) => nodes.map(({ iri }) => ref(iri));
/** The law itself comes with its article, and is not what is referred to. */
export const legislationOf = ({ legislation }: Described) => refsTo(legislation.slice(0, 1));
