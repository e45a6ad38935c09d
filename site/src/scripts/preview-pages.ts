/** Pages through the rows of a Parquet file by HTTP range requests: only what is shown is fetched. */
import {
  type AsyncBuffer,
  asyncBufferFromUrl,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const pageSize = 50;

interface Words {
  readonly range: string;
  readonly previous: string;
  readonly next: string;
  readonly loading: string;
  readonly failed: string;
  readonly empty: string;
  readonly yes: string;
  readonly no: string;
  readonly types: Readonly<Record<string, string>>;
}
interface Preview {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly total: number;
  readonly columns: readonly string[];
  readonly body: HTMLElement;
  readonly status: HTMLElement;
  readonly words: Words;
}

/** Replaces the static rows of `root` by pages of the whole file, with buttons to turn them. */
export async function openPreview(root: HTMLElement): Promise<void> {
  const tools = root.querySelector<HTMLElement>('.preview-tools');
  const body = root.querySelector<HTMLElement>('[data-rows-body]');
  const words = JSON.parse(root.querySelector('[data-preview-words]')?.textContent ?? 'null') as Words | null;
  if (!tools || !body || !words) return;
  const [previous, next, status] = makeTools(words);
  const open = tools.querySelector('button');
  if (open) open.disabled = true;
  tools.append(status);
  status.textContent = words.loading;
  try {
    const preview = await load(root, body, status, words);
    open?.remove();
    tools.prepend(previous, next);
    turnPages(preview, previous, next);
  } catch (error) {
    console.error(error);
    status.textContent = words.failed;
    if (open) open.disabled = false;
  }
}

function makeTools(words: Words): [HTMLButtonElement, HTMLButtonElement, HTMLElement] {
  const button = (text: string): HTMLButtonElement => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'button plain';
    element.textContent = text;
    return element;
  };
  const status = document.createElement('span');
  status.className = 'small quiet num';
  status.setAttribute('role', 'status');
  return [button(words.previous), button(words.next), status];
}

async function load(
  root: HTMLElement,
  body: HTMLElement,
  status: HTMLElement,
  words: Words,
): Promise<Preview> {
  const url = root.dataset.preview ?? '';
  const byteLength = Number(root.dataset.bytes) || undefined;
  const file = await asyncBufferFromUrl({ url, byteLength });
  const metadata = await parquetMetadataAsync(file);
  const columns = Object.keys(words.types);
  return { file, metadata, total: Number(metadata.num_rows), columns, body, status, words };
}

function turnPages(preview: Preview, previous: HTMLButtonElement, next: HTMLButtonElement): void {
  let start = 0;
  const show = async (from: number): Promise<void> => {
    for (const button of [previous, next]) button.disabled = true;
    try {
      await showRows(preview, from);
      start = from;
    } catch (error) {
      console.error(error);
      preview.status.textContent = preview.words.failed;
    }
    previous.disabled = start === 0;
    next.disabled = start + pageSize >= preview.total;
  };
  previous.addEventListener('click', () => void show(Math.max(0, start - pageSize)));
  next.addEventListener('click', () => void show(start + pageSize));
  void show(0);
}

async function showRows(preview: Preview, from: number): Promise<void> {
  const { file, metadata, total, columns, words } = preview;
  preview.status.textContent = words.loading;
  const rowEnd = Math.min(from + pageSize, total);
  const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd });
  preview.body.replaceChildren(...rows.map((row) => rowElement(row, columns, words)));
  preview.body.closest('.table-scroll')?.scrollTo({ top: 0 });
  const range = words.range
    .replace('{from}', (from + 1).toLocaleString('en'))
    .replace('{to}', rowEnd.toLocaleString('en'))
    .replace('{total}', total.toLocaleString('en'));
  preview.status.textContent = range;
  const title = preview.body.closest('.table')?.querySelector('.table-title');
  if (title) title.textContent = range;
}

function rowElement(
  row: Record<string, unknown>,
  columns: readonly string[],
  words: Words,
): HTMLTableRowElement {
  const element = document.createElement('tr');
  for (const column of columns) {
    const cell = element.insertCell();
    const type = words.types[column] ?? 'string';
    if (type === 'integer' || type === 'number') cell.className = 'n';
    const text = cellText(row[column], type, words);
    if (text !== undefined) cell.textContent = text;
    else cell.append(emptyCell(words));
  }
  return element;
}

function emptyCell(words: Words): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'empty-cell';
  mark.title = words.empty;
  mark.textContent = '·';
  return mark;
}

/** A cell as the static rows show it: days and moments as ISO text. */
export function cellText(value: unknown, type: string, words: Pick<Words, 'yes' | 'no'>): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (value instanceof Date) return type === 'date' ? isoText(value).slice(0, 10) : isoText(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** Wall time as published: the file holds it as UTC, and no zone is claimed for it. */
const isoText = (date: Date): string => date.toISOString().replace(/(?:\.000)?Z$/, '');
