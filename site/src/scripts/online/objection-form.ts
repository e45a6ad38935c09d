/** The form by which anybody objects, with an account or without; what the address names is filled in. */
import { type Answer, post, upload } from './api.ts';
import { button, fill, h, section } from './dom.ts';
import { areFilled, type Control, field } from './fields.ts';
import { keepReceipt, o, objectionAddress } from './objection-parts.ts';
import { proofOfWork } from './proof-of-work.ts';
import { isCopied } from './secret-copy.ts';
import { type Place, tellIn } from './start.ts';
import { pagePath, t } from './words.ts';

interface Filed {
  readonly id: string;
  readonly receiptCode: string;
}

const numbers: ReadonlySet<string> = new Set(['version', 'row']);

async function send(place: Place, body: object): Promise<Answer<Filed>> {
  const path = '/api/v1/objections';
  if (place.me.signedIn) return post<Filed>(path, body);
  place.say(o.form.working);
  const proof = await proofOfWork();
  return proof.ok ? post<Filed>(path, body, undefined, { 'Proof-Of-Work': proof.data }) : proof;
}

export function objectionForm(place: Place, asked: URLSearchParams): HTMLElement {
  const given = (name: string): string => asked.get(name) ?? '';
  const kinds = Object.entries(o.kinds);
  const { form: words } = o;
  const made = [
    { id: 'kind', label: words.kind, kind: 'select', required: true, options: [['', t.choose], ...kinds] },
    { id: 'dataset', label: words.dataset, hint: words.datasetHint, value: given('dataset'), required: true },
    {
      id: 'version',
      label: words.version,
      hint: words.versionHint,
      kind: 'number',
      minimum: 1,
      value: given('version'),
    },
    { id: 'field', label: words.field, value: given('field') },
    { id: 'row', label: words.row, kind: 'number', minimum: 1 },
    { id: 'text', label: words.text, hint: words.textHint, kind: 'textarea', rows: 6, required: true },
    { id: 'email', label: words.email, hint: words.emailHint, kind: 'email', autocomplete: 'email' },
  ] as const;
  const fields = made.map((spec) => field(spec));
  const files = h('input', {
    type: 'file',
    id: 'files',
    multiple: true,
    accept: '.pdf,.png,.jpg,.jpeg,.docx',
    'aria-describedby': 'files-hint',
  });
  const told = h('div', { 'aria-live': 'polite' });
  const press = button(
    words.submit,
    async () => {
      told.replaceChildren();
      if (!areFilled([...form.querySelectorAll<Control>('input:not([type=file]), textarea, select')])) return;
      const values = fields.map(({ control }) => [control.name, control.value.trim()] as const);
      const filled = values.filter(([, value]) => value !== '');
      const { email, ...rest } = Object.fromEntries(
        filled.map(([name, value]) => [name, numbers.has(name) ? Number(value) : value]),
      );
      const answer = await send(place, { ...rest, ...(email !== undefined && { contact: { email } }) });
      place.say('');
      if (!answer.ok) return tellIn(told, answer.problem);
      const { id, receiptCode } = answer.data;
      keepReceipt(id, receiptCode);
      const refused = await attachAll(id, receiptCode, [...(files.files ?? [])]);
      place.show(receiptNotice(answer.data, refused));
      place.say(o.receipt.title);
      place.root.focus();
    },
    'primary',
  );
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    ...fields.map(({ element }) => element),
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'files' }, words.files),
      h('p', { class: 'hint', id: 'files-hint' }, words.filesHint),
      files,
    ),
    h('p', { class: 'hint' }, words.privacy),
    told,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return section(o.file, form);
}

/** The names of those that were not taken. */
async function attachAll(id: string, code: string, files: readonly File[]): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const file of files) {
    const answer = await upload(`/api/v1/objections/${id}/attachments`, file, { 'Receipt-Code': code });
    if (!answer.ok) refused.push(file.name);
  }
  return refused;
}

/** The receipt code, shown once. */
function receiptNotice({ id, receiptCode }: Filed, refused: readonly string[]): HTMLElement {
  const text = h('code', { class: 'secret', id: 'receipt', tabindex: 0 }, receiptCode);
  const copy = button(t.copy, async () => {
    copy.textContent = (await isCopied(receiptCode)) ? t.copied : t.copyByHand;
    getSelection()?.selectAllChildren(text);
  });
  const see = h(
    'a',
    { class: 'button', href: objectionAddress(pagePath('/objections/'), id) },
    o.receipt.see,
  );
  return h(
    'div',
    { class: 'notice' },
    h('p', {}, h('strong', {}, o.receipt.title)),
    h('p', {}, o.receipt.text),
    h('p', {}, o.receipt.code, t.colon, text),
    ...refused.map((name) => h('p', { class: 'notice warning' }, fill(o.form.fileRefused, { name }))),
    h('p', { class: 'actions' }, copy, see),
  );
}
