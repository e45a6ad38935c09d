/** The secret of a webhook: shown once, with a button that copies it. */
import { button, h } from './dom.ts';
import { isCopied } from './secret-copy.ts';
import { t } from './words.ts';

const words = t.webhooks;

export function webhookSecret(secret: string, kept: () => unknown): HTMLElement {
  const text = h('code', { class: 'secret', tabindex: 0 }, secret);
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
  return h(
    'div',
    { class: 'notice warning' },
    h('p', {}, h('strong', {}, words.secret)),
    h('p', {}, text),
    h('p', { class: 'hint' }, words.verify),
    h('p', { class: 'actions' }, copy, button(words.kept, done, 'primary')),
  );
}
