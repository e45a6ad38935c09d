/** The panels of the desk that ask for more than a reason. */
import { commandForm } from './command-form.ts';
import { date } from './dates.ts';
import { previewFor } from './desk-preview.ts';
import { fill, h } from './dom.ts';
import { choices, chosen, type FieldSpec } from './fields.ts';
import { grantEditor } from './grant-editor.ts';
import type { Refresh } from './my-case.ts';
import type { ApplicationView } from './types.ts';
import { nameOf, pageWords, words as site, t } from './words.ts';

const words = pageWords<'desk'>();

interface Deciding {
  readonly view: ApplicationView;
  readonly refresh: Refresh;
}

/** As the interface takes it. */
const longestBasis = 1000;

export const grounds = (name: string, legalBasis: string): readonly FieldSpec[] => [
  { id: `${name}-reason`, label: t.reason, kind: 'textarea', required: true },
  {
    id: `${name}-basis`,
    label: t.legalBasis,
    kind: 'textarea',
    rows: 2,
    required: true,
    longest: longestBasis,
    value: legalBasis,
  },
];
export const groundsOf = (name: string, values: Readonly<Record<string, string>>) => ({
  reason: values[`${name}-reason`],
  legalBasis: values[`${name}-basis`],
});

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

export function approvePanel({ view, refresh }: Deciding): HTMLElement {
  const editor = grantEditor(view);
  const form = commandForm({
    id: view.id,
    submit: words.approveNow,
    look: 'primary',
    fields: grounds('approve', view.guide?.legalBasis ?? ''),
    lacks: () => {
      const lack = editor.lack();
      return lack === undefined ? undefined : h('p', { class: 'notice danger', role: 'alert' }, lack);
    },
    body: (values) => ({ type: 'approve', grant: editor.terms(), ...groundsOf('approve', values) }),
    beside: previewFor(view.id),
    done: () => refresh(words.approved),
  });
  form.prepend(editor.element);
  return form;
}
