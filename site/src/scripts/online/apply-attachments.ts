/** Attaching files: checked and stored by the platform, named in the draft. */
import { formatBytes, formatMegabytes } from '../../format.ts';
import { upload } from './api.ts';
import type { Inputs } from './apply-inputs.ts';
import { button, fill, h, mark } from './dom.ts';
import { tellIn } from './start.ts';
import type { DraftForm } from './types.ts';
import { t } from './words.ts';

type Attachment = NonNullable<DraftForm['attachments']>[number];

export function attachmentInput({ draft, guide }: Inputs): HTMLElement {
  const { mediaTypes, maximumBytes } = guide.attachments;
  const types = Object.keys(mediaTypes);
  const input = h('input', {
    type: 'file',
    id: 'attachments',
    accept: types.map((type) => `.${type}`).join(','),
    'aria-describedby': 'attachments-hint',
  });
  const list = h('ul', { class: 'files', role: 'list' });
  const told = h('div', { 'aria-live': 'polite' });
  const files = (): readonly Attachment[] => draft.form().attachments ?? [];
  const change = (next: readonly Attachment[]): void => {
    draft.change({ attachments: [...next] });
    show();
  };
  const show = (): void =>
    list.replaceChildren(
      ...files().map((file) => {
        const remove = button(t.remove, () => change(files().filter((each) => each !== file)), 'plain');
        remove.setAttribute('aria-label', `${t.remove} ${file.name}`);
        const address = `/api/v1/applications/${draft.id()}/attachments/${file.sha256}`;
        return h('li', {}, h('a', { href: address }, file.name), ` ${formatBytes(file.bytes)} `, remove);
      }),
    );
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const fault = faultOf(file, types, maximumBytes);
    if (fault !== undefined) {
      input.value = '';
      return told.replaceChildren(h('p', { class: 'field-problem' }, mark('danger', fault)));
    }
    // A file belongs to an application: the draft begins with its first one.
    if (!(await draft.save())) return;
    told.replaceChildren(h('p', {}, fill(t.uploading, { name: file.name })));
    const answer = await upload<Attachment>(`/api/v1/applications/${draft.id()}/attachments`, file);
    input.value = '';
    if (!answer.ok) {
      tellIn(told, answer.problem);
      const refused = fill(t.fileFault.refused, { name: file.name });
      return told.prepend(h('p', { class: 'field-problem' }, mark('danger', refused)));
    }
    told.replaceChildren(h('p', {}, fill(t.uploaded, { name: file.name })));
    change([...files().filter(({ sha256 }) => sha256 !== answer.data.sha256), answer.data]);
  });
  show();
  const hint = fill(t.attachmentHint, { types: namesOf(types), size: formatMegabytes(maximumBytes) });
  return h(
    'div',
    { class: 'field' },
    h('label', { for: 'attachments' }, t.attach),
    h('p', { class: 'hint', id: 'attachments-hint' }, hint),
    input,
    told,
    list,
  );
}

const namesOf = (types: readonly string[]): string => types.join(t.listComma);

/** What the browser can see already; what lies inside the file, the platform looks at. */
function faultOf({ name, size }: File, types: readonly string[], most: number): string | undefined {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!types.includes(extension)) return fill(t.fileFault.type, { name, types: namesOf(types) });
  if (size === 0) return fill(t.fileFault.empty, { name });
  return size > most ? fill(t.fileFault.size, { name, size: formatMegabytes(most) }) : undefined;
}
