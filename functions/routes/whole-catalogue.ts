/** The whole catalogue in the forms that others read: DCAT-US, one table as CSV, JSON Lines and Parquet, and the national guide's records. */
import type { CatalogueEntry } from '../domain/version.ts';
import { catalogueCsv, catalogueJsonLines } from '../service/metadata/catalogue-table.ts';
import type { Describing } from '../service/metadata/common.ts';
import { dcatUsCatalog } from '../service/metadata/dcat-us.ts';
import type { CatalogueDeps } from './deps.ts';
import { attachment } from './http/disposition.ts';
import { type Made, streamedCatalogue } from './http/streamed.ts';
import type { Route, Wording } from './route.ts';

interface Form {
  readonly path: string;
  readonly mediaType: string;
  readonly summary: Wording;
  readonly isDownload: boolean;
  /** Asks for the entries as often as it needs them. */
  readonly make: (entries: Entries, describing: Describing) => Made | Promise<Made>;
}

type Entries = () => Iterable<CatalogueEntry>;

const workbookMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

// The writers of the national guide's records, too, are loaded by whoever asks for them.
const records = () => import('../service/national-record/documents.ts');

async function workbook(entries: Entries, describing: Describing): Promise<Made> {
  const { catalogueWorkbook } = await import('../service/national-record/workbook.ts');
  return catalogueWorkbook(entries, describing);
}

async function schema(): Promise<Made> {
  const { nationalSchema } = await import('../service/national-record/schema.ts');
  return (function* () {
    yield nationalSchema();
  })();
}

const forms: readonly Form[] = [
  {
    path: '/data.json',
    mediaType: 'application/json; charset=utf-8',
    summary: { zh: '整个目录，DCAT-US 1.1', en: 'The whole catalogue in DCAT-US 1.1' },
    isDownload: false,
    make: (entries, describing) => dcatUsCatalog(entries(), describing),
  },
  {
    path: '/catalog.csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    summary: { zh: '整个目录，CSV', en: 'The whole catalogue as CSV' },
    isDownload: true,
    make: (entries, describing) => catalogueCsv(entries(), describing),
  },
  {
    path: '/catalog.jsonl',
    mediaType: 'application/jsonl; charset=utf-8',
    summary: { zh: '整个目录，JSON Lines', en: 'The whole catalogue as JSON Lines' },
    isDownload: true,
    make: (entries, describing) => catalogueJsonLines(entries(), describing),
  },
  {
    path: '/catalog.parquet',
    mediaType: 'application/vnd.apache.parquet',
    summary: { zh: '整个目录，Parquet', en: 'The whole catalogue as Parquet' },
    isDownload: true,
    // Its writer is loaded by whoever asks for it: a cold start of the public reads does without.
    make: async (entries, describing) => {
      const { catalogueParquet } = await import('../service/metadata/catalogue-parquet.ts');
      return catalogueParquet(entries(), describing);
    },
  },
  {
    path: '/national-catalog.xml',
    mediaType: 'application/xml; charset=utf-8',
    summary: {
      zh: '整个目录，按国家政务信息资源目录编制指南（1272号）的元数据，XML',
      en: 'The whole catalogue as records of the national guide (No. 1272), XML',
    },
    isDownload: false,
    make: async (entries, describing) => (await records()).catalogueXml(entries(), describing),
  },
  {
    path: '/national-catalog.json',
    mediaType: 'application/json; charset=utf-8',
    summary: {
      zh: '整个目录，按国家政务信息资源目录编制指南（1272号）的元数据，JSON',
      en: 'The whole catalogue as records of the national guide (No. 1272), JSON',
    },
    isDownload: false,
    make: async (entries, describing) => (await records()).catalogueJson(entries(), describing),
  },
  {
    path: '/national-catalog.xlsx',
    mediaType: workbookMediaType,
    summary: {
      zh: '整个目录，按国家政务信息资源目录编制指南（1272号）的元数据，Excel 模板',
      en: 'The whole catalogue as records of the national guide (No. 1272), in the Excel template',
    },
    isDownload: true,
    make: workbook,
  },
  {
    path: '/national-catalog-template.xlsx',
    mediaType: workbookMediaType,
    summary: {
      zh: '空白的目录编制模板，含填写说明，Excel',
      en: 'The blank Excel template of a catalogue, with notes on every column',
    },
    isDownload: true,
    make: (_, describing) => workbook(() => [], describing),
  },
  {
    path: '/national-catalog.xsd',
    mediaType: 'application/xml; charset=utf-8',
    summary: {
      zh: '上述 XML 和 JSON 的结构；指南没有发布交换格式，本结构由本平台编制',
      en: 'The shape of that XML and JSON; the guide publishes none, this one is the platform’s own',
    },
    isDownload: false,
    make: schema,
  },
];

export const wholeCatalogueRoutes = (deps: CatalogueDeps): Route[] =>
  forms.map(({ path, mediaType, summary, isDownload, make }) => ({
    method: 'GET',
    path,
    tag: 'catalogue',
    summary,
    answers: [
      {
        status: 200,
        description: 'The catalogue',
        content: { [mediaType.split(';')[0] ?? mediaType]: {} },
      },
    ],
    problems: [],
    auth: 'none',
    isOpenData: true,
    handle: (c) =>
      streamedCatalogue(
        deps,
        c,
        {
          'Content-Type': mediaType,
          ...(isDownload && { 'Content-Disposition': attachment(path.slice(1)) }),
        },
        (catalogue) => make(() => catalogue.entries(), { catalogue, portalUrl: deps.portalUrl }),
      ),
  }));
