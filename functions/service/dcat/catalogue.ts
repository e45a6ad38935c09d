/** A page of the catalogue: the dcat:Catalog, its entries, and where the other pages are (Hydra Core, collections). */
import { measures } from '../../domain/law.ts';
import { defaultLicence, licenceOf } from '../../domain/licence.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { both, day, instant, literal, type Node, node, ref, typed } from '../rdf/graph.ts';
import { agencyAddress, catalogAddress, schemeAddress } from './addresses.ts';
import { agentNodes } from './agents.ts';
import { schemeNode } from './concepts.ts';
import { datasetNodes } from './dataset.ts';
import { type DcatSource, describe } from './described.ts';
import { serviceRef } from './distributions.ts';
import { placeNode } from './places.ts';
import { dataThemeScheme, dataThemes, languages, licenceNodes } from './vocabulary.ts';

/** A page is made in a twentieth of a second. */
export const entriesAPage = 50;

export interface CataloguePage {
  /** From 1. */
  readonly number: number;
  readonly entries: readonly CatalogueEntry[];
  /** Of all pages. */
  readonly total: number;
  /** First day on which an entry was issued, CCYY-MM-DD; undefined for an empty catalogue. */
  readonly since: string | undefined;
  /** The address of a page, in the syntax that is asked for: whoever follows it need not say so again. */
  readonly address: (number: number) => string;
}

export const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / entriesAPage));

/** Both as Hydra has it now and as older harvesters of CKAN and udata look for it. */
function viewNode({ number, total, address }: CataloguePage): Node {
  const last = pagesOf(total);
  const at = (page: number) => (page >= 1 && page <= last ? ref(address(page)) : undefined);
  return node(address(number), ['hydra:PartialCollectionView', 'hydra:PagedCollection'], {
    'hydra:first': at(1),
    'hydra:previous': at(number - 1),
    'hydra:next': at(number + 1),
    'hydra:last': at(last),
    'hydra:nextPage': at(number + 1),
    'hydra:totalItems': typed(String(total), 'xsd:integer'),
    'hydra:itemsPerPage': typed(String(entriesAPage), 'xsd:integer'),
  });
}

const title = { zh: '吉林省公共数据开放目录', en: 'Open data catalogue of Jilin Province' };
const description = {
  zh: `依据《${measures.title}》（${measures.document}）公布的公共数据资源目录：无条件开放、有条件开放和不开放的条目。`,
  en: 'Public data of Jilin Province under its Measures for Public Data: what is open, what opens on conditions, and what does not.',
};
const ownSchemes = ['themes', 'priority-grounds'] as const;

function catalogNodes(
  source: DcatSource & { readonly catalogue: Pick<Catalogue, 'info'> },
  page: CataloguePage,
): readonly Node[] {
  const { portalUrl, catalogue } = source;
  const bureau = catalogue.agencies().find(({ kind }) => kind === 'bureau');
  const publisher = bureau?.id ?? 'bureau';
  const place = placeNode(`${catalogAddress(portalUrl)}#spatial`, {
    code: '220000',
    name: '吉林省',
    nameEn: 'Jilin Province',
  });
  const home = node(`${portalUrl}/`, ['foaf:Document'], {});
  const licence = licenceNodes(licenceOf(defaultLicence));
  const described = page.entries.map((entry) => describe(source, entry));
  const catalog = node(catalogAddress(portalUrl), ['dcat:Catalog', 'hydra:Collection'], {
    'dct:title': both(title),
    'dct:description': both(description),
    'dct:publisher': ref(agencyAddress(portalUrl, publisher)),
    'foaf:homepage': ref(home.iri),
    'dct:language': [ref(languages.zh.iri), ref(languages.en.iri)],
    'dct:license': ref(licence[0].iri),
    'dct:spatial': ref(place.iri),
    'dct:issued': page.since === undefined ? undefined : day(page.since),
    'dct:modified': catalogue.info.updated === '' ? undefined : instant(catalogue.info.updated),
    'dcat:themeTaxonomy': [ref(dataThemes), ...ownSchemes.map((each) => ref(schemeAddress(portalUrl, each)))],
    'dct:identifier': literal(catalogAddress(portalUrl)),
    'hydra:view': ref(page.address(page.number)),
    'dcat:dataset': described.map(({ dataset }) => ref(dataset)),
    'dcat:service': described.flatMap((each) => serviceRef(each) ?? []),
  });
  return [
    catalog,
    viewNode(page),
    ...agentNodes(portalUrl, publisher, bureau),
    home,
    place,
    ...licence,
    languages.zh,
    languages.en,
    dataThemeScheme,
    ...ownSchemes.map((each) => schemeNode(portalUrl, each)),
  ];
}

/** The nodes of a page, made while they are read. */
export function* catalogueNodes(
  source: DcatSource & { readonly catalogue: Pick<Catalogue, 'info'> },
  page: CataloguePage,
): Generator<Node> {
  yield* catalogNodes(source, page);
  for (const entry of page.entries) yield* datasetNodes(source, entry);
}
