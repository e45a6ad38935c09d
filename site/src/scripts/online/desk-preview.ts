/** The documents that a decision would make, shown before it is taken. */
import type { Preview } from '../../../../functions/service/application/preview.ts';
import { post } from './api.ts';
import { button, details, fill, h } from './dom.ts';
import { tellIn } from './start.ts';
import { pageWords } from './words.ts';

const words = pageWords<'desk'>();
type Shown = Preview['documents'][number];

/** `ready` answers what would be sent; nothing while something is missing, which it tells itself. */
export const previewFor =
  (id: string) =>
  (ready: () => object | undefined): HTMLElement => {
    const host = h('div', { class: 'stack', 'aria-live': 'polite' });
    const show = async (): Promise<void> => {
      host.replaceChildren();
      const body = ready();
      if (!body) return;
      const answer = await post<Pick<Preview, 'documents'>>(
        `/api/v1/applications/${encodeURIComponent(id)}/preview`,
        body,
      );
      if (!answer.ok) return tellIn(host, answer.problem);
      const note = h('p', { class: 'table-note' }, words.previewNote);
      host.replaceChildren(note, ...answer.data.documents.map(documentOf));
      // What is changed afterwards is not what was shown.
      const form = host.closest('form');
      form?.addEventListener('input', () => host.replaceChildren(), { once: true });
    };
    return h('div', { class: 'stack' }, h('p', {}, button(words.preview, show)), host);
  };

function documentOf({ name, blocks }: Shown): HTMLElement {
  const title = blocks.find(({ kind }) => kind === 'title')?.text ?? name;
  const shown = details(
    fill(words.previewOf, { title }),
    h('article', { class: 'document', lang: 'zh-CN' }, ...blocks.map(blockOf)),
  );
  shown.dataset.preview = name;
  shown.open = true;
  return shown;
}

function blockOf({ kind, text }: Shown['blocks'][number]): HTMLElement {
  if (kind === 'title') return h('h3', {}, text);
  if (kind === 'heading') return h('h4', {}, text);
  return kind === 'paragraph' ? h('p', {}, text) : h('p', { class: kind }, text);
}
