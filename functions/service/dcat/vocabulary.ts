/**
 * Concepts of others that DCAT-AP asks for, each with the class that its range demands and the name that a concept must
 * have. Source: DCAT-AP 3.0.1, "Controlled vocabularies to be used"; EU Vocabularies; ADMS controlled vocabularies.
 */
import type { Agency } from '../../domain/agency.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Licence } from '../../domain/licence.ts';
import { both, literal, type Node, node, ref, type Term, type Words } from '../rdf/graph.ts';

const authorities = 'http://publications.europa.eu/resource/authority/';

const listed = (list: string, code: string, type: Term, more: Parameters<typeof node>[2] = {}): Node =>
  node(`${authorities}${list}/${code}`, [type], { 'skos:inScheme': ref(authorities + list), ...more });
const concept = (iri: string, scheme: string, name: Words): Node =>
  node(iri, ['skos:Concept'], { 'skos:prefLabel': both(name), 'skos:inScheme': ref(scheme) });

/** 中文, English. */
export const languages = {
  zh: listed('language', 'ZHO', 'dct:LinguisticSystem'),
  en: listed('language', 'ENG', 'dct:LinguisticSystem'),
} as const;

/** EU Vocabularies, frequency. */
export const frequencyCodes: Readonly<Record<Dataset['updateCycle'], string>> = {
  realtime: 'UPDATE_CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  'half-yearly': 'ANNUAL_2',
  yearly: 'ANNUAL',
  irregular: 'IRREG',
  never: 'NEVER',
};
export const frequencyOf = (cycle: Dataset['updateCycle']): Node =>
  listed('frequency', frequencyCodes[cycle], 'dct:Frequency');

/** EU Vocabularies, access-right. */
export const rightsCodes = {
  unconditional: 'PUBLIC',
  conditional: 'RESTRICTED',
  withheld: 'NON_PUBLIC',
} as const;
export const accessRightOf = (openness: Dataset['openness']['class']): Node =>
  listed('access-right', rightsCodes[openness], 'dct:RightsStatement');

/** Where the list calls a format otherwise, or does not know it. JSON Lines is told as JSON, what is unknown as bytes. */
const fileTypes: Readonly<Record<string, string>> = {
  JSONL: 'JSON',
  HTM: 'HTML',
  JPG: 'JPEG',
  TIF: 'TIFF',
  GZ: 'GZIP',
};
const known =
  'CSV TSV TXT JSON GEOJSON XLSX XLS PARQUET PDF DOC DOCX PPT PPTX ODS ODT RTF XML HTML ZIP TAR RAR KML KMZ GML SHP GPKG PNG JPEG TIFF SVG GIF MPEG4 EPUB DBF MDB NETCDF'.split(
    ' ',
  );
export function fileTypeOf(format: string): Node {
  const code = fileTypes[format] ?? (known.includes(format) ? format : 'OCTET');
  return listed('file-type', code, 'dct:MediaTypeOrExtent', { 'rdfs:label': literal(code) });
}

/** Source: IANA media types; parameters are none of the type. */
export function mediaTypeOf(mediaType: string): Node {
  const [type = ''] = mediaType.split(';');
  return node(`http://www.iana.org/assignments/media-types/${type.trim()}`, ['dct:MediaType'], {
    'rdfs:label': literal(type.trim()),
  });
}

const availabilityList = `${authorities}planned-availability`;
export const stable = concept(`${availabilityList}/STABLE`, availabilityList, {
  zh: '长期提供',
  en: 'stable',
});

export const dataThemes = `${authorities}data-theme`;
export const dataThemeScheme = node(dataThemes, ['skos:ConceptScheme'], {
  'dct:title': both({ zh: '欧盟数据主题', en: 'EU data themes' }),
});
const dataThemeNames: Readonly<Record<string, Words>> = {
  AGRI: { zh: '农业、渔业、林业和食品', en: 'Agriculture, fisheries, forestry and food' },
  ECON: { zh: '经济和金融', en: 'Economy and finance' },
  ENER: { zh: '能源', en: 'Energy' },
  ENVI: { zh: '环境', en: 'Environment' },
  GOVE: { zh: '政府和公共部门', en: 'Government and public sector' },
  HEAL: { zh: '卫生', en: 'Health' },
  JUST: { zh: '司法、法制和公共安全', en: 'Justice, legal system and public safety' },
  SOCI: { zh: '人口和社会', en: 'Population and society' },
};
export function dataThemeOf(iri: string): Node {
  const code = iri.slice(dataThemes.length + 1);
  return concept(iri, dataThemes, dataThemeNames[code] ?? { zh: code, en: code });
}

const publisherTypes = 'http://purl.org/adms/publishertype/';
const publisherNames = {
  RegionalAuthority: { zh: '省级机关', en: 'Regional authority' },
  LocalAuthority: { zh: '市（州）、县机关', en: 'Local authority' },
  Company: { zh: '企业', en: 'Company' },
} as const;
export function publisherTypeOf({ kind, region }: Pick<Agency, 'kind' | 'region'>): Node {
  const isProvincial = /^\d\d0*$/.test(region) && kind !== 'city-department';
  const type = kind === 'utility' ? 'Company' : isProvincial ? 'RegionalAuthority' : 'LocalAuthority';
  return concept(publisherTypes + type, `${publisherTypes}1.0`, publisherNames[type]);
}

const licenceTypes = 'http://purl.org/adms/licencetype/';
export const licenceTypeNames = {
  Attribution: { zh: '须署名', en: 'Attribution' },
  PublicDomain: { zh: '放弃权利', en: 'Work in the public domain' },
  OtherRestrictiveClauses: { zh: '另有限制', en: 'Other restrictive clauses' },
  UnknownIPR: { zh: '见协议文本', en: 'Unknown IPR' },
} as const;
export const licenceType = (type: keyof typeof licenceTypeNames): Node =>
  concept(licenceTypes + type, `${licenceTypes}1.0`, licenceTypeNames[type]);

/** What is known of the licences of `domain/licence.ts`: their kind, and their place in the EU's list. */
const licences: Readonly<Record<string, readonly [keyof typeof licenceTypeNames, euCode?: string]>> = {
  'CC-BY-4.0': ['Attribution', 'CC_BY_4_0'],
  'CC0-1.0': ['PublicDomain', 'CC0'],
  'ODC-By-1.0': ['Attribution'],
  MIT: ['Attribution'],
};
export function licenceNodes({ id, name, url }: Licence): readonly [Node, Node] {
  const [kind, code] = licences[id] ?? ['UnknownIPR'];
  const type = licenceType(kind);
  const licence = node(url, ['dct:LicenseDocument'], {
    'dct:type': ref(type.iri),
    'dct:title': literal(name),
    'dct:identifier': literal(id),
    'skos:exactMatch': code === undefined ? undefined : ref(`${authorities}licence/${code}`),
  });
  return [licence, type];
}
