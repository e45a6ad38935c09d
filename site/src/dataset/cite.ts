/** How to cite a dataset: GB/T 7714-2015, BibTeX, APA. The day of access is the reader's to fill in. */
import { dayOf } from '../format.ts';
import { use } from '../i18n/index.ts';
import { absoluteUrl } from '../settings.ts';
import { type DatasetPage, datasetHref } from './page-data.ts';

export interface Citations {
  readonly gbt: string;
  readonly bibtex: string;
  readonly apa: string;
}

/** BibTeX reads these as markup. */
const texSpecial = /[\\{}$&#^_%~]/g;
const forTex = (text: string): string =>
  text.replace(texSpecial, (character) => `{\\${tex[character] ?? character}}`);
const tex: Record<string, string> = { '\\': 'textbackslash', '^': 'textasciicircum', '~': 'textasciitilde' };

export function citationsOf(page: DatasetPage, today: string): Citations {
  const { common, dataset } = use(page.locale);
  const url = absoluteUrl(datasetHref(page));
  const issued = page.latest ? dayOf(page.latest.issued) : page.dataset.modified;
  const year = issued.slice(0, 4);
  const edition = page.latest ? dataset.version(page.latest.number) : '';
  const [author, title] = [page.publisher.text, page.title.text];
  const editionPart = edition && `: ${edition}`;
  const bibtex: readonly [string, string][] = [
    ['author', `{${forTex(author)}}`],
    ['title', `{${forTex(title)}}`],
    ['year', year],
    ['version', page.latest ? String(page.latest.number) : ''],
    ['publisher', forTex(common.siteName)],
    ['url', url],
    ['urldate', today],
  ];
  const lines = bibtex.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return {
    gbt: `${author}. ${title}${editionPart}[DS/OL]. (${issued})[${today}]. ${url}.`,
    bibtex: `@misc{${page.dataset.id}-${year},\n${lines.join('\n')}\n}`,
    apa: `${author}. (${year}). ${title}${edition && ` (${edition})`} [${dataset.cite.dataset}]. ${common.siteName}. ${url}`,
  };
}
