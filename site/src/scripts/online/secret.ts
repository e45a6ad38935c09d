/** A key that was just made: shown once, with the command that tries it. */
import { button, h } from './dom.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'my'>();

export function secretNotice(secret: string, dataset: string, kept: () => unknown): HTMLElement {
  const text = h('code', { class: 'secret', id: 'secret', tabindex: 0 }, secret);
  const copy = button(t.copy, async () => {
    await navigator.clipboard.writeText(secret);
    copy.textContent = t.copied;
  });
  const example = `curl -H "Authorization: Bearer ${secret}" "${location.origin}/api/v1/datasets/${dataset}/records?limit=5"`;
  return h(
    'div',
    { class: 'notice warning' },
    h('p', {}, h('strong', {}, words.shownOnce)),
    h('p', {}, text),
    h('p', { class: 'actions' }, copy, button(words.kept, kept, 'primary')),
    h('div', { class: 'code' }, h('pre', { tabindex: 0 }, example)),
  );
}
