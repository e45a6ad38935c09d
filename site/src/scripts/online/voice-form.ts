/** The form by which a voice of one kind is filed, with an account or without. */
import type { VoiceKind } from '../../../../functions/domain/voice-event.ts';
import { type Answer, post } from './api.ts';
import { button, fill, h, section } from './dom.ts';
import { areFilled, type Control, choices, chosen, type FieldSpec, field } from './fields.ts';
import { proofOfWork } from './proof-of-work.ts';
import { isCopied } from './secret-copy.ts';
import { type Place, tellIn } from './start.ts';
import { collections, v } from './voice-words.ts';
import { agencyName, pagePath, t, words } from './words.ts';

interface Filed {
  readonly id: string;
  readonly receiptCode: string;
}

const stars = ['5', '4', '3', '2', '1'];
const optional = { required: false } as const;

function fieldsOf(kind: VoiceKind, dataset: string): readonly FieldSpec[] {
  const agencies = words.agencies.map(({ id }) => [id, agencyName(id)] as const);
  const ofDataset: FieldSpec = {
    id: 'dataset',
    label: v.form.dataset,
    hint: v.form.datasetHint,
    value: dataset,
    required: true,
  };
  const own: Readonly<Record<VoiceKind, readonly FieldSpec[]>> = {
    complaint: [
      {
        id: 'agency',
        label: v.form.agency,
        kind: 'select',
        required: true,
        options: [['', t.choose], ...agencies],
      },
      { ...ofDataset, label: v.form.datasetMaybe, ...optional },
    ],
    'data-request': [
      {
        id: 'agency',
        label: v.form.agencyMaybe,
        kind: 'select',
        options: [['', v.form.unsure], ...agencies],
      },
    ],
    question: [ofDataset],
    correction: [ofDataset],
    rating: [
      ofDataset,
      {
        id: 'stars',
        label: v.form.stars,
        kind: 'select',
        required: true,
        options: [['', t.choose], ...stars.map((n) => [n, fill(v.form.starsOf, { n })] as const)],
      },
    ],
    reuse: [
      {
        id: 'datasets',
        label: v.form.datasets,
        hint: v.form.datasetsHint,
        kind: 'textarea',
        rows: 3,
        value: dataset,
        required: true,
      },
      {
        id: 'form',
        label: v.form.form,
        kind: 'select',
        required: true,
        options: [['', t.choose], ...Object.entries(v.forms)],
      },
      { id: 'url', label: v.form.url, hint: v.form.urlHint, required: true, longest: 500 },
      { id: 'by', label: v.form.by, hint: v.form.byHint, required: true },
    ],
  };
  return [
    ...own[kind],
    { id: 'title', label: v.form.title, required: true },
    {
      id: 'text',
      label: v.form.text[kind],
      kind: 'textarea',
      rows: 6,
      required: true,
      ...(kind === 'complaint' ? {} : { hint: v.form.textHint }),
    },
    { id: 'email', label: v.form.email, hint: v.form.emailHint, kind: 'email', autocomplete: 'email' },
  ];
}

/** What the interface takes: empty fields are left out. */
function bodyOf(kind: VoiceKind, values: Readonly<Record<string, string>>, form: HTMLElement): object {
  const { stars: n = '', datasets = '', ...texts } = values;
  const filled = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''));
  const lines = datasets.split(/[\s,，]+/).filter((line) => line !== '');
  return {
    ...filled,
    ...(n !== '' && { stars: Number(n) }),
    ...(kind === 'reuse' && { datasets: lines }),
    ...(kind === 'data-request' && { grounds: chosen(form, 'grounds') }),
    ...(kind === 'complaint' && { isPublic: chosen(form, 'public').length > 0 }),
  };
}

/** Files it; without an account with a proof of work, instead of a riddle. */
async function send(place: Place, kind: VoiceKind, body: object): Promise<Answer<Filed>> {
  const path = `/api/v1/${collections[kind]}`;
  if (place.me.signedIn) return post<Filed>(path, body);
  place.say(v.form.working);
  const proof = await proofOfWork();
  return proof.ok ? post<Filed>(path, body, undefined, { 'Proof-Of-Work': proof.data }) : proof;
}

export function voiceForm(place: Place, kind: VoiceKind, dataset: string): HTMLElement {
  const made = fieldsOf(kind, dataset).map(field);
  const grounds =
    kind === 'data-request' &&
    choices(
      'grounds',
      v.form.grounds,
      'checkbox',
      Object.entries(v.grounds).map(([value, label]) => ({ value, label })),
    );
  const consent =
    kind === 'complaint' &&
    choices('public', v.form.isPublic, 'checkbox', [{ value: 'yes', label: v.form.isPublic }], true);
  const told = h('div', { 'aria-live': 'polite' });
  const press = button(
    v.form.submit,
    async () => {
      told.replaceChildren();
      if (!areFilled([...form.querySelectorAll<Control>('input, textarea, select')])) return;
      if (grounds && chosen(form, 'grounds').length === 0) {
        told.replaceChildren(h('p', { class: 'notice warning' }, v.form.groundsMissing));
        return;
      }
      const values = Object.fromEntries(made.map(({ control }) => [control.name, control.value.trim()]));
      const answer = await send(place, kind, bodyOf(kind, values, form));
      place.say('');
      if (!answer.ok) return tellIn(told, answer.problem);
      place.show(receiptNotice(answer.data));
      place.say(v.receipt.title);
      place.root.focus();
    },
    'primary',
  );
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    h('p', { class: 'hint' }, v.what[kind]),
    ...made.map(({ element }) => element),
    grounds,
    consent,
    told,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return section(fill(v.file, { kind: v.kinds[kind] }), form);
}

/** The receipt code, shown once. */
function receiptNotice({ id, receiptCode }: Filed): HTMLElement {
  const text = h('code', { class: 'secret', id: 'receipt', tabindex: 0 }, receiptCode);
  const copy = button(t.copy, async () => {
    copy.textContent = (await isCopied(receiptCode)) ? t.copied : t.copyByHand;
    getSelection()?.selectAllChildren(text);
  });
  keepReceipt(id, receiptCode);
  return h(
    'div',
    { class: 'notice' },
    h('p', {}, h('strong', {}, v.receipt.title)),
    h('p', {}, v.receipt.text),
    h('p', {}, v.receipt.code, t.colon, text),
    h('p', { class: 'actions' }, copy, h('a', { class: 'button', href: voiceAddress(id) }, v.receipt.see)),
  );
}

export const voiceAddress = (id: string): string => `${pagePath('/voices/')}?id=${encodeURIComponent(id)}`;

/** For this tab alone: whoever comes next to this computer does not find it. */
export const keepReceipt = (id: string, code: string): void => sessionStorage.setItem(`receipt/${id}`, code);
export const keptReceipt = (id: string): string | undefined =>
  sessionStorage.getItem(`receipt/${id}`) ?? undefined;
