/** The panels of the desk that ask for more than a reason. */
import { commandForm } from './command-form.ts';
import { date } from './dates.ts';
import { previewFor } from './desk-preview.ts';
import { alertOf, fill, h } from './dom.ts';
import { choices, chosen } from './fields.ts';
import { grantEditor } from './grant-editor.ts';
import { type Deciding as DecisionName, legalBasis } from './legal-basis.ts';
import type { Refresh } from './my-case.ts';
import type { ApplicationView } from './types.ts';
import type { Unsent } from './unsent.ts';
import { nameOf, pageWords, words as site, t } from './words.ts';

const words = pageWords<'desk'>();

export interface Deciding {
  readonly view: ApplicationView;
  readonly refresh: Refresh;
  readonly unsent: Unsent;
}

/** A decision with its reason and its basis in law; `more` says what else belongs to it. */
export function decisionForm(
  name: DecisionName,
  { view: { id }, refresh }: Deciding,
  said: { readonly submit: string; readonly look: string; readonly done: string; readonly warning?: string },
  more: {
    readonly own?: string;
    readonly lack?: () => string | undefined;
    readonly body?: () => object;
  } = {},
): HTMLFormElement {
  const basis = legalBasis(name, more.own);
  return commandForm({
    id,
    submit: said.submit,
    look: said.look,
    fields: [{ id: `${name}-reason`, label: t.reason, kind: 'textarea', required: true }],
    extra: h(
      'div',
      { class: 'stack' },
      basis.element,
      said.warning !== undefined && h('p', { class: 'notice warning' }, said.warning),
    ),
    lacks: () => alertOf(more.lack?.() ?? basis.lack()),
    body: (values) => ({
      type: name,
      ...more.body?.(),
      reason: values[`${name}-reason`],
      legalBasis: basis.value(),
    }),
    beside: previewFor(id),
    done: () => refresh(said.done),
  });
}

/** Any agency but the own one, and those that have been asked and not answered. */
export function askPanel({ view: { id, names, application }, refresh }: Deciding): HTMLElement {
  const asked = application.opinions.filter(({ given }) => !given).map(({ agency }) => agency);
  const others = site.agencies.filter((each) => each.id !== names.agency.id && !asked.includes(each.id));
  const options = [['', t.choose], ...others.map((each) => [each.id, nameOf(each)] as const)] as const;
  return commandForm({
    id,
    submit: words.askNow,
    fields: [
      { id: 'agency', label: words.askAgency, kind: 'select', options, value: '', required: true },
      { id: 'question', label: words.question, kind: 'textarea', required: true },
    ],
    body: ({ agency, question }) => ({ type: 'ask-opinion', agency, question }),
    done: () => refresh(words.asked),
  });
}

export function opinionPanel({ view: { id }, refresh }: Deciding): HTMLElement {
  const stances = Object.entries(t.opinions.stances).map(([value, label], index) => ({
    value,
    label,
    checked: index === 0,
  }));
  const group = choices('stance', words.stance, 'radio', stances);
  const form = commandForm({
    id,
    submit: words.giveNow,
    look: 'primary',
    fields: [{ id: 'opinion', label: words.opinion, kind: 'textarea', required: true }],
    body: ({ opinion }) => ({ type: 'give-opinion', stance: chosen(group, 'stance')[0], opinion }),
    done: () => refresh(words.given),
  });
  form.prepend(group);
  return form;
}

export function extendPanel({ view: { id, guide, clocks }, refresh }: Deciding): HTMLElement {
  const most = guide?.steps.find((step) => step.id === 'review')?.extension ?? 15;
  const due = clocks.find(({ clock }) => clock === 'application.review')?.dueOn;
  return commandForm({
    id,
    submit: words.extendNow,
    fields: [
      {
        id: 'days',
        label: words.days,
        hint: fill(words.extendHint, { n: most, date: due === undefined ? t.none : date(due) }),
        kind: 'number',
        minimum: 1,
        maximum: most,
        value: String(most),
        required: true,
      },
      { id: 'extend-reason', label: words.extendReason, kind: 'textarea', required: true },
    ],
    body: (values) => ({ type: 'extend-review', days: Number(values.days), reason: values['extend-reason'] }),
    done: () => refresh(words.extendedNow),
  });
}

export function approvePanel(deciding: Deciding): HTMLElement {
  const { view, unsent } = deciding;
  const editor = grantEditor(view, unsent);
  const own = view.guide?.legalBasis;
  const form = decisionForm(
    'approve',
    deciding,
    { submit: words.approveNow, look: 'primary', done: words.approved },
    { lack: editor.lack, body: () => ({ grant: editor.terms() }), ...(own !== undefined && { own }) },
  );
  form.prepend(editor.element);
  return form;
}
