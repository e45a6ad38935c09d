/** The files of the newest version, or the page that says how data that is not open can be had; and the records API. */
import type { Distribution, Version } from '../../domain/version.ts';
import { both, inLanguage, instant, literal, type Node, node, ref, term, typed } from '../rdf/graph.ts';
import { agencyAddress } from './addresses.ts';
import { type Described, legislationOf, refsTo } from './described.ts';
import { accessRightOf, fileTypeOf, mediaTypeOf, stable } from './vocabulary.ts';

const roles: Readonly<Record<Distribution['role'], { readonly zh: string; readonly en: string }>> = {
  data: { zh: '由平台从数据表生成', en: 'Made by the platform from the table' },
  original: { zh: '提供方交付的原件', en: 'As delivered by the provider' },
  attachment: { zh: '随数据提供的文件', en: 'A file that comes with the data' },
  report: { zh: '校验和', en: 'Checksums' },
};

/** Those worth choosing from: checksums stand with each file. */
export const filesOf = ({ isOpen, latest }: Described): readonly Distribution[] =>
  isOpen ? (latest?.distributions.filter(({ role }) => role !== 'report') ?? []) : [];

const fileAddress = ({ part }: Described, { number }: Version, { name }: Distribution): string =>
  part(`file-${number}-${encodeURIComponent(name)}`);
const serviceAddress = ({ part }: Described): string => part('api');
const accessAddress = ({ part }: Described): string => part('access');

/** What `dcat:distribution` refers to. */
export function distributionRefs(described: Described) {
  const { latest } = described;
  const files = filesOf(described);
  return latest && files.length > 0
    ? files.map((file) => ref(fileAddress(described, latest, file)))
    : [ref(accessAddress(described))];
}

function fileNodes(described: Described, version: Version, file: Distribution): readonly Node[] {
  const { entry, portalUrl, page, licence, hasApi } = described;
  const address = fileAddress(described, version, file);
  const format = fileTypeOf(file.format);
  const mediaType = mediaTypeOf(file.mediaType);
  const checksum = node(`${address}-sha256`, ['spdx:Checksum'], {
    'spdx:algorithm': term('spdx:checksumAlgorithm_sha256'),
    'spdx:checksumValue': typed(file.sha256, 'xsd:hexBinary'),
  });
  const { zh, en } = roles[file.role];
  const distribution = node(address, ['dcat:Distribution'], {
    'dct:title': file.title ? inLanguage(file.title, 'zh') : literal(file.name),
    'dct:description': both({ zh: `${file.format}：${zh}`, en: `${file.format}: ${en}` }),
    'dcat:accessURL': ref(page),
    'dcat:downloadURL': ref(
      `${portalUrl}/files/${entry.dataset.id}/${version.number}/${encodeURIComponent(file.name)}`,
    ),
    'dct:format': ref(format.iri),
    'dcat:mediaType': ref(mediaType.iri),
    'dcat:byteSize': typed(String(file.bytes), 'xsd:nonNegativeInteger'),
    'spdx:checksum': ref(checksum.iri),
    'dct:issued': instant(version.issued),
    'dct:modified': instant(version.issued),
    'dct:license': ref(licence[0].iri),
    'dct:rights': ref(accessRightOf(entry.dataset.openness.class).iri),
    'dcatap:availability': ref(stable.iri),
    'dcatap:applicableLegislation': legislationOf(described),
    'dcat:accessService': hasApi && file.role === 'data' ? ref(serviceAddress(described)) : undefined,
  });
  return [distribution, checksum, format, mediaType];
}

/** Conditional and withheld data has no file here: what can be reached is the page that tells why, and how to apply. */
function accessNodes(described: Described): readonly Node[] {
  const { entry, page, part, licence } = described;
  const { openness, issued } = entry.dataset;
  const format = fileTypeOf('HTML');
  const mediaType = mediaTypeOf('text/html');
  const mayApply = openness.class === 'conditional';
  const reasons = [openness.conditions, openness.reason, openness.legalBasis].filter(
    (each) => each !== undefined,
  );
  const rights = node(part('conditions'), ['dct:RightsStatement'], {
    'rdfs:label': reasons.length > 0 ? inLanguage(reasons.join('\n'), 'zh') : undefined,
  });
  const access = node(accessAddress(described), ['dcat:Distribution'], {
    'dct:title': both(mayApply ? { zh: '申请使用', en: 'Apply for use' } : { zh: '说明', en: 'Information' }),
    'dct:description': both(
      mayApply
        ? {
            zh: '不直接提供数据；本页说明条件和申请步骤',
            en: 'No data; this page tells the conditions and how to apply',
          }
        : {
            zh: '不提供数据；本页说明理由和依据',
            en: 'No data; this page tells the reason and the legal basis',
          },
    ),
    'dcat:accessURL': ref(mayApply ? part('guide') : page),
    'dct:format': ref(format.iri),
    'dcat:mediaType': ref(mediaType.iri),
    'dct:issued': typed(issued, 'xsd:date'),
    'dct:license': ref(licence[0].iri),
    'dct:rights': ref(rights.iri),
    'dcatap:availability': ref(stable.iri),
    'dcatap:applicableLegislation': legislationOf(described),
  });
  return [access, rights, format, mediaType];
}

const openapi = node('https://spec.openapis.org/oas/v3.1.0', ['dct:Standard'], {
  'dct:title': inLanguage('OpenAPI Specification 3.1', 'en'),
});

/** The API by which rows are asked for. */
function serviceNodes(described: Described): readonly Node[] {
  const { entry, portalUrl, page, part, licence, themes } = described;
  const { id, title, titleEn, keywords, publisher, openness } = entry.dataset;
  const service = node(serviceAddress(described), ['dcat:DataService'], {
    'dct:title': both({ zh: `${title}：查询接口`, ...(titleEn && { en: `${titleEn}: records API` }) }),
    'dcat:endpointURL': ref(`${portalUrl}/api/v1/datasets/${id}/records`),
    'dcat:endpointDescription': ref(`${portalUrl}/openapi.json`),
    'dcat:servesDataset': ref(described.dataset),
    'dcat:contactPoint': ref(part('contact')),
    'dct:publisher': ref(agencyAddress(portalUrl, publisher)),
    'dcat:theme': refsTo(themes),
    'dcat:keyword': keywords.map((each) => inLanguage(each, 'zh')),
    'dct:conformsTo': ref(openapi.iri),
    'dcat:landingPage': ref(page),
    'dct:license': ref(licence[0].iri),
    'dct:accessRights': ref(accessRightOf(openness.class).iri),
    'dcatap:applicableLegislation': legislationOf(described),
  });
  return [service, openapi];
}

/** The service of a dataset, where it has one. */
export const serviceRef = (described: Described) =>
  described.hasApi ? ref(serviceAddress(described)) : undefined;

export function distributionNodes(described: Described): readonly Node[] {
  const { latest, hasApi } = described;
  const files = filesOf(described);
  if (!latest || files.length === 0) return [...accessNodes(described), stable];
  return [
    ...files.flatMap((file) => fileNodes(described, latest, file)),
    stable,
    ...(hasApi ? serviceNodes(described) : []),
  ];
}
