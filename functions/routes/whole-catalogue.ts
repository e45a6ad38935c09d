/** The whole catalogue in the forms that others read: DCAT-US, and one table as CSV, JSON Lines and Parquet. */
import type { CatalogueEntry } from '../domain/version.ts';
import { catalogueCsv, catalogueJsonLines } from '../service/metadata/catalogue-table.ts';
import type { Describing } from '../service/metadata/common.ts';
import { dcatUsCatalog } from '../service/metadata/dcat-us.ts';
import type { CatalogueDeps } from './deps.ts';
import { attachment } from './http/disposition.ts';
import { streamedCatalogue } from './http/streamed.ts';
import type { Route, Wording } from './route.ts';

interface Form {
  readonly path: string;
  readonly mediaType: string;
  readonly summary: Wording;
  readonly isDownload: boolean;
  readonly make: (entries: Iterable<CatalogueEntry>, describing: Describing) => Pieces | Promise<Pieces>;
}
type Pieces = Generator<string | Uint8Array, void, undefined>;

const forms: readonly Form[] = [
  {
    path: '/data.json',
    mediaType: 'application/json; charset=utf-8',
    summary: { zh: '整个目录，DCAT-US 1.1', en: 'The whole catalogue in DCAT-US 1.1' },
    isDownload: false,
    make: dcatUsCatalog,
  },
  {
    path: '/catalog.csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    summary: { zh: '整个目录，CSV', en: 'The whole catalogue as CSV' },
    isDownload: true,
    make: catalogueCsv,
  },
  {
    path: '/catalog.jsonl',
    mediaType: 'application/jsonl; charset=utf-8',
    summary: { zh: '整个目录，JSON Lines', en: 'The whole catalogue as JSON Lines' },
    isDownload: true,
    make: catalogueJsonLines,
  },
  {
    path: '/catalog.parquet',
    mediaType: 'application/vnd.apache.parquet',
    summary: { zh: '整个目录，Parquet', en: 'The whole catalogue as Parquet' },
    isDownload: true,
    // Its writer is loaded by whoever asks for it: a cold start of the public reads does without.
    make: async (entries, describing) => {
      const { catalogueParquet } = await import('../service/metadata/catalogue-parquet.ts');
      return catalogueParquet(entries, describing);
    },
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
        (catalogue) => make(catalogue.entries(), { catalogue, portalUrl: deps.portalUrl }),
      ),
  }));
