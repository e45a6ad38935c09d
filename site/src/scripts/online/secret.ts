/** A key that was just made: shown once, with the command that tries it. */
import { button, h } from './dom.ts';
import { isCopied } from './secret-copy.ts';
import type { ApplicationView } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'my'>();

/** Something that the grant gives, to be asked for first: rows, or groups, or the table, or the list of the files. */
function trialPath({ application: { dataset, grant }, guide }: ApplicationView): string {
  const id = encodeURIComponent(dataset);
  const [name] = grant?.fields ?? [];
  if (name === undefined) return `/files/${id}/latest/SHA256SUMS`;
  const isQueried = grant?.access.includes('records') ?? false;
  const path = `/api/v1/datasets/${id}/${isQueried ? 'records' : 'export/csv'}`;
  if (guide?.minGroup === undefined) return isQueried ? `${path}?limit=5` : path;
  const column = encodeURIComponent(name);
  return `${path}?${column}__groupby&${column}__count`;
}

export function secretNotice(secret: string, view: ApplicationView, kept: () => unknown): HTMLElement {
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
  const example = `curl -L -H "X-API-Key: ${secret}" "${location.origin}${trialPath(view)}"`;
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
