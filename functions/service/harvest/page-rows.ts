/** What is remembered of each page of a source, so that it need not be sent again unless it changed. */
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import { allRows } from '../all-rows.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { JsonObject, Records } from '../ports.ts';
import { harvestStream } from './entries.ts';
import type { Validators } from './fetch-page.ts';

/** Raised when pages are read otherwise than before: all of them are then asked for whole. */
const reading = 1;

export interface RememberedPage {
  readonly url: string;
  readonly validators: Validators;
  /** Where the page after it lies. */
  readonly next?: string;
  readonly total?: number;
}

const shape = once(() =>
  type({
    reading: 'number',
    url: 'string',
    validators: { 'etag?': 'string', 'lastModified?': 'string' },
    'next?': 'string',
    'total?': 'number',
  }),
);
const place = (source: string, page: number) =>
  ({ index: 'harvest-pages', key: source, sort: String(page).padStart(6, '0') }) as const;

/** By number, from 1. */
export async function loadPages(
  records: Records,
  source: string,
): Promise<ReadonlyMap<number, RememberedPage>> {
  const { index, key } = place(source, 0);
  const rows = await allRows(records, index, key);
  return new Map(
    rows
      .map(({ sort, value }) => [Number(sort), shape().assert(value)] as const)
      .filter(([, page]) => page.reading === reading),
  );
}

export async function rememberPage(
  records: Records,
  source: string,
  number: number,
  page: RememberedPage,
): Promise<void> {
  const put = [{ ...place(source, number), value: { ...page, reading } as unknown as JsonObject }];
  for (;;) {
    const known = await loadHead(records, harvestStream(source));
    const { outcome } = await appendEvents(records, harvestStream(source), known, [], { put });
    if (outcome === 'appended') return;
  }
}
