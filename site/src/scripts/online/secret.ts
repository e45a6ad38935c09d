/** A key that was just made: shown once, with the command that tries it. */
import { button, h } from './dom.ts';
import { isCopied } from './secret-copy.ts';
import type { Guide } from './types.ts';
import { myWords, t } from './words.ts';

const words = myWords();

/** What the keys open. */
export interface Opened {
  readonly dataset: string;
  readonly fields: readonly string[];
  readonly access: readonly string[];
  readonly minGroup?: Guide['minGroup'];
}

/** Something that the grant gives, to be asked for first: rows, or groups, or the table, or the list of the files. */
function trialPath({ dataset, fields, access, minGroup }: Opened): string {
  const id = encodeURIComponent(dataset);
  const [name] = fields;
  if (name === undefined) return `/files/${id}/latest/SHA256SUMS`;
  const isQueried = access.includes('records');
  const path = `/api/v1/datasets/${id}/${isQueried ? 'records' : 'export/csv'}`;
  if (minGroup === undefined) return isQueried ? `${path}?limit=5` : path;
  const column = encodeURIComponent(name);
  return `${path}?${column}__groupby&${column}__count`;
}

export function secretNotice(secret: string, opened: Opened, kept: () => unknown): HTMLElement {
  const text = h('code', { class: 'secret', id: 'secret', tabindex: 0 }, secret);
  const copy = button(t.copy, async () => {
    copy.textContent = (await isCopied(secret)) ? t.copied : t.copyByHand;
    getSelection()?.selectAllChildren(text);
  });
  // It is never shown again: who leaves by mistake is asked.
  const stay = (event: Event): void => event.preventDefault();
  addEventListener('beforeunload', stay);
  const done = (): unknown => {
    removeEventListener('beforeunload', stay);
    return kept();
  };
  const example = `curl -L -H "X-API-Key: ${secret}" "${location.origin}${trialPath(opened)}"`;
  return h(
    'div',
    { class: 'notice warning' },
    h('p', {}, h('strong', {}, words.shownOnce)),
    h('p', {}, text),
    h('p', { class: 'actions' }, copy, button(words.kept, done, 'primary')),
    h('p', { class: 'hint' }, words.tryKey),
    h('div', { class: 'code' }, h('pre', { tabindex: 0 }, example)),
  );
}
