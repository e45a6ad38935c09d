/** What every view of an objection shows: kind, target, status, and how its clocks stand. */
import { clockResult } from '../../../../functions/domain/clock-result.ts';
import type { PublicObjection } from '../../../../functions/domain/objection-public.ts';
import type { Messages } from '../../i18n/index.ts';
import { date } from './dates.ts';
import { fill, h, mark, type Tone } from './dom.ts';
import { pageWords, t, words } from './words.ts';

/** The desks bring these words along. */
export const o =
  (words.page as { readonly objections?: Messages['online']['objections'] }).objections ??
  pageWords<'objections'>();

const tones: Readonly<Record<PublicObjection['status'], Tone>> = {
  received: 'warning',
  forwarded: 'accent',
  verified: 'accent',
  concluded: 'quiet',
  withdrawn: 'quiet',
};

export const statusMark = ({ status }: Pick<PublicObjection, 'status'>): HTMLElement =>
  mark(tones[status], o.status[status]);

/** Every clock that has started, and how it came out. */
export function clockMarks({ clocks }: Pick<PublicObjection, 'clocks'>): HTMLElement {
  const now = new Date().toISOString();
  const lines = clocks.map((clock) => {
    const result = clockResult(clock, now);
    const due = clock.dueOn === undefined ? '' : date(clock.dueOn) + (clock.provisional ? o.provisional : '');
    const text = `${o.clocks[clock.clock]}${t.colon}${fill(o.result[result], { date: due })}`;
    return mark(result === 'missed' ? 'danger' : result === 'met' ? 'quiet' : 'accent', text);
  });
  return h('span', { class: 'dues' }, ...lines);
}

export function targetText({
  version,
  field,
  row,
}: Pick<PublicObjection, 'version' | 'field' | 'row'>): string {
  const parts = [
    version === undefined ? o.facts.whole : fill(o.facts.version, { n: version }),
    field !== undefined && fill(o.facts.field, { name: field }),
    row !== undefined && fill(o.facts.row, { n: row }),
  ];
  return parts.filter((part) => part !== false).join(t.listComma);
}

export const objectionAddress = (base: string, id: string): string => `${base}?id=${encodeURIComponent(id)}`;

/** For this tab alone: whoever comes next to this computer does not find it. */
export const keepReceipt = (id: string, code: string): void => sessionStorage.setItem(`receipt/${id}`, code);
export function receiptHeaders(id: string): Readonly<Record<string, string>> {
  const code = sessionStorage.getItem(`receipt/${id}`);
  return code === null ? {} : { 'Receipt-Code': code };
}
