/** One request of the matrix: how it is sent, and what of its answer counts. */

import { descriptor } from '../../service/publication/publishing.ts';
import type { Authorization } from './platform.ts';
import { pdf } from './state.ts';
import type { Row } from './table.ts';

export interface Told {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface Wanted {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Bodies that are no JSON, under the names by which rows call them. */
const uploads: Readonly<Record<string, () => FormData>> = {
  pdf: () => formOf({ file: new File([new Uint8Array(pdf('另一份'))], '附件.pdf') }),
  dataset: () => {
    const document = descriptor({
      id: 'market-new',
      publisher: 'market-regulation',
      code: '307008211001/90',
    });
    const files = { 'rivers.csv': new File(['id,name\n1,辉发河\n2,无\n'], 'rivers.csv') };
    return formOf({ descriptor: JSON.stringify(document), ...files });
  },
};

function formOf(parts: Readonly<Record<string, string | File>>): FormData {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.set(name, part);
  return form;
}

/** The request of a row, for its object or for another id, without credentials. */
export async function requestOf(
  platform: Authorization,
  { operation, ask }: Row,
  id: string | undefined,
): Promise<Wanted> {
  const [method = '', path = ''] = operation.split(' ');
  const names = { ...ask.path, ...(id !== undefined && { id }) };
  const values = await named(platform, JSON.stringify([names, ask.query, ask.json ?? '{}']));
  const [parts, query, json] = JSON.parse(values) as [Record<string, string>, string, string];
  const address = (path + query).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts[name];
    if (value === undefined)
      throw new Error(`${operation}: say what {${name}} is, as "${name}=…" in the row`);
    return encodeURIComponent(value);
  });
  if (method === 'GET') return { method, address, headers: {} };
  return { method, address, ...(await bodyOf(ask.upload, json)) };
}

async function bodyOf(upload: string | undefined, json: string): Promise<Pick<Wanted, 'headers' | 'body'>> {
  if (upload === undefined) return { headers: { 'Content-Type': 'application/json' }, body: json };
  const make = uploads[upload];
  if (!make) throw new Error(`@${upload} is no upload of asking.ts`);
  const request = new Request('http://localhost/', { method: 'POST', body: make() });
  const body = new Uint8Array(await request.arrayBuffer());
  return { headers: { 'Content-Type': request.headers.get('Content-Type') ?? '' }, body };
}

/** Fills in `$name`. */
async function named({ state }: Authorization, text: string): Promise<string> {
  const values: Readonly<Record<string, () => Promise<string>>> = state.values;
  let filled = text;
  for (const [, name = ''] of text.matchAll(/\$(\w+)/g)) {
    const value = values[name];
    if (!value) throw new Error(`$${name} is no value of state.ts`);
    filled = filled.replace(`$${name}`, await value());
  }
  return filled;
}

export async function send(
  { app }: Authorization,
  { method, address, headers, body }: Wanted,
  more: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const init = { method, headers: { ...headers, ...more }, ...(body !== undefined && { body }) };
  const response = await app.request(address, init as RequestInit);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** An answer without what names this very request, and without the id that was asked for. */
export function essence({ status, text, headers }: Told, id = '{id}'): unknown {
  const own = headers.get('X-Request-Id') ?? '';
  const plain = (part: string) => part.replaceAll(own, '{request}').replaceAll(id, '{id}');
  const all = [...headers].filter(([name]) => name !== 'content-length');
  return { status, text: plain(text), headers: all.map(([name, value]) => [name, plain(value)]) };
}

/** Whether an answer is what a cell says; for `-` there is more to compare. */
export function isAs(cell: string, { status }: Told): boolean {
  if (cell === 'ok' || cell === 'once') return status < 400;
  if (cell === 'may') return status < 400 || [409, 410, 422].includes(status);
  return cell === '-' ? status >= 400 && status < 500 : status === Number(cell);
}
