/** What an office may do with a share, as the interface offers it: opinion, decision, withdrawal, revocation. */
import type { ShareCommandType } from '../../../../functions/domain/share-command.ts';
import type { ShareView } from '../../../../functions/service/share/view.ts';
import { once } from './api.ts';
import { columnChoice } from './columns.ts';
import { actForm } from './command-form.ts';
import { alertOf, details, h, section } from './dom.ts';
import { choices, chosen, type FieldSpec } from './fields.ts';
import { basisOf } from './legal-basis.ts';
import { rowConditions } from './row-conditions.ts';
import type { Offered } from './share-offer.ts';
import { s } from './share-words.ts';

const { act } = s;
/** As the interface takes it. */
const longestBasis = 500;

interface Acting {
  readonly offered: Offered | undefined;
  readonly done: (said: string) => Promise<void>;
}
interface Part {
  readonly fields?: readonly FieldSpec[];
  readonly extra?: Node;
  readonly lack?: () => string | undefined;
  readonly body?: (values: Readonly<Record<string, string>>) => object;
}

const reason = (id: string, label: string, required = true): FieldSpec => ({
  id,
  label,
  kind: 'textarea',
  rows: 3,
  shortest: 2,
  longest: 2000,
  required,
});

const parts: Readonly<Record<ShareCommandType, (share: ShareView, offered: Offered | undefined) => Part>> = {
  advise: () => {
    const group = choices('opinion', act.opinion, 'radio', [
      { value: 'agree', label: s.advice.agree, checked: true },
      { value: 'disagree', label: s.advice.disagree },
    ]);
    return {
      fields: [reason('advise-text', act.text)],
      extra: group,
      body: (values) => ({ opinion: chosen(group, 'opinion')[0], text: values['advise-text'] }),
    };
  },
  approve: approval,
  refuse: () => {
    const basis = basisOf('refuse', s.articles, longestBasis);
    return {
      fields: [reason('refuse-reason', act.refuseReason)],
      extra: basis.element,
      lack: basis.lack,
      body: (values) => ({ reason: values['refuse-reason'], legalBasis: basis.value() }),
    };
  },
  withdraw: () => ({}),
  revoke: () => ({
    fields: [reason('revoke-reason', s.reason)],
    extra: h('p', { class: 'notice warning' }, act.revokeText),
    body: (values) => ({ reason: values['revoke-reason'] }),
  }),
  'give-back': () => ({
    fields: [reason('give-back-reason', act.giveBackReason, false)],
    body: ({ 'give-back-reason': why }) => (why ? { reason: why } : {}),
  }),
};

/** As much as was asked for, or less. */
function approval({ fields, requestsPerDay, months }: ShareView, offered: Offered | undefined): Part {
  const asked = offered?.fields.filter(({ name }) => fields.includes(name)) ?? [];
  const columns = columnChoice('approve-fields', s.granted.fields, {
    fields: asked,
    personal: s.form.personal,
    checked: () => true,
  });
  const rows = rowConditions(offered && { fields: asked }, { rows: [], keepRows: () => undefined });
  const most = { perDay: requestsPerDay, months };
  const number = (id: keyof typeof most, label: string): FieldSpec => ({
    id: `approve-${id}`,
    label,
    kind: 'number',
    minimum: 1,
    maximum: most[id],
    value: String(most[id]),
    required: true,
  });
  return {
    fields: [
      reason('approve-reason', act.approveReason),
      number('perDay', s.form.perDay),
      number('months', s.form.months),
    ],
    extra: h(
      'div',
      { class: 'stack' },
      h('p', { class: 'quiet' }, act.approveText),
      asked.length > 0 && columns,
      asked.length > 0 && rows.element,
    ),
    lack: () =>
      asked.length > 0 && chosen(columns, 'approve-fields').length === 0 ? s.form.lackFields : undefined,
    body: (values) => ({
      reason: values['approve-reason'],
      ...(asked.length > 0 && { fields: chosen(columns, 'approve-fields') }),
      ...(rows.values().length > 0 && { rows: rows.values() }),
      requestsPerDay: Number(values['approve-perDay']),
      months: Number(values['approve-months']),
    }),
  };
}

/** What stands open already; the rest opens on demand. */
const first: readonly ShareCommandType[] = ['advise', 'approve'];

export function shareActs(share: ShareView, acting: Acting): HTMLElement {
  const { department, advice, commands } = share;
  const waits = department !== null && advice?.opinion !== 'agree';
  // Without its agreement nothing is approved.
  const offered = commands.filter((type) => type !== 'approve' || !waits);
  const hint = commands.includes('approve') && waits && (advice ? act.disagreed : act.waiting);
  const forms = offered.map((type) => {
    const form = formOf(type, share, acting);
    const isOpen = first.includes(type) || (type === 'refuse' && !offered.includes('approve'));
    return isOpen ? form : details(act[type], form);
  });
  return section(
    act.title,
    hint && h('p', { class: 'notice' }, hint),
    ...(forms.length > 0 ? forms : [h('p', { class: 'notice' }, act.none)]),
  );
}

function formOf(type: ShareCommandType, share: ShareView, { offered, done }: Acting): HTMLFormElement {
  const { fields = [], extra, lack, body } = parts[type](share, offered);
  const path = `/api/v1/shares/${encodeURIComponent(share.id)}/commands`;
  return actForm({
    submit: act[type],
    look: first.includes(type) ? 'primary' : type === 'revoke' ? 'danger' : '',
    fields,
    ...(extra && { extra }),
    lacks: () => alertOf(lack?.()),
    body: (values) => ({ type, ...body?.(values) }),
    send: (whole) => once(path, whole),
    done: () => done(act.done[type]),
  });
}
