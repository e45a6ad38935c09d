/** One objection on one screen: target, clocks, words, outcome, and what whoever reads it may do. */
import type { ObjectionCommandType } from '../../../../functions/domain/objection-command.ts';
import type { ObjectionView } from '../../../../functions/service/objection/view.ts';
import { type Answer, post, upload } from './api.ts';
import { date, moment } from './dates.ts';
import { button, details, facts, h, section, table } from './dom.ts';
import { areFilled, type Control, type FieldSpec, field } from './fields.ts';
import { clockMarks, o, receiptHeaders, statusMark, targetText } from './objection-parts.ts';
import { tellIn } from './start.ts';
import { nameOf, pagePath, t } from './words.ts';

type Done = (said: string) => Promise<void>;

export function objectionCase(view: ObjectionView, done: Done): readonly (HTMLElement | undefined)[] {
  const { names, objection, words, evidence, contact } = view;
  const { finding, statement, verification, forwarded } = objection;
  const dataset = h('a', { href: pagePath(`/datasets/${names.dataset.id}/`) }, nameOf(names.dataset));
  return [
    section(
      o.kinds[objection.kind],
      h('p', {}, statusMark(objection)),
      facts(
        [o.head.dataset, dataset],
        [o.facts.target, targetText(objection.target)],
        [o.facts.provider, nameOf(names.agency)],
        [o.facts.department, nameOf(names.department)],
        [o.facts.filed, date(objection.filedAt)],
        [o.clocksTitle, clockMarks(view.public)],
        contact && [
          o.facts.contact,
          [contact.name, contact.email, contact.phone].filter(Boolean).join(t.listComma),
        ],
        objection.quarantinedAt !== undefined && [
          o.facts.quarantined,
          h(
            'a',
            { href: pagePath(`/quarantine/?dataset=${encodeURIComponent(names.dataset.id)}`) },
            moment(objection.quarantinedAt),
          ),
        ],
      ),
    ),
    section(
      o.words,
      ...words.map(({ text, at }) => h('p', { class: 'as-written' }, `${date(at)}${t.colon}${text}`)),
      objection.erasedAt !== undefined && h('p', { class: 'notice' }, o.facts.erased),
    ),
    evidence.length > 0
      ? section(o.evidence, ...evidence.map((file) => evidenceLink(view.id, file)))
      : undefined,
    finding &&
      section(
        o.outcomeTitle,
        facts([o.head.outcome, o.outcome[finding.outcome]], [o.facts.reason, finding.reason]),
      ),
    statement || verification || forwarded?.note
      ? section(
          o.act.title,
          facts(
            forwarded?.note !== undefined && [o.facts.note, forwarded.note],
            statement && [o.facts.statement, statement.text],
            verification !== undefined && [o.facts.verification, verification],
          ),
        )
      : undefined,
    actions(view, done),
    section(o.history, historyTable(view)),
  ];
}

/** Fetched with the receipt or the session, never by a bare address. */
function evidenceLink(id: string, { name, sha256 }: ObjectionView['evidence'][number]): HTMLElement {
  const open = async (): Promise<void> => {
    const address = `/api/v1/objections/${id}/attachments/${sha256}`;
    const response = await fetch(address, { headers: receiptHeaders(id) });
    if (!response.ok) return;
    const link = h('a', { href: URL.createObjectURL(await response.blob()), download: name });
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return h('p', {}, button(name, open, 'plain'));
}

function historyTable({ history }: ObjectionView): HTMLElement {
  const made = table(
    o.history,
    [{ head: t.history.head.at, look: 'fit' }, { head: t.history.head.what }, { head: t.history.head.who }],
    history.map(({ at, type, by }) => [
      h('time', { datetime: at }, moment(at)),
      (o.events as Readonly<Record<string, string>>)[type] ?? type,
      by ? `${by.agency ? nameOf(by.agency) : ''} ${t.history.offices[by.kind]}`.trim() : t.none,
    ]),
    { quiet: true },
  );
  made.classList.add('blocks');
  return made;
}

const reason: FieldSpec = {
  id: 'reason',
  label: o.act.reason,
  hint: o.act.reasonHint,
  kind: 'textarea',
  rows: 3,
  required: true,
};
const outcomes = Object.entries(o.outcome);
const outcome: FieldSpec = {
  id: 'outcome',
  label: o.act.outcome,
  kind: 'select',
  required: true,
  options: [['', t.choose], ...outcomes],
};
const text: FieldSpec = { id: 'text', label: o.act.text, kind: 'textarea', rows: 4, required: true };

const fieldsOf: Readonly<Partial<Record<ObjectionCommandType, readonly FieldSpec[]>>> = {
  supplement: [text],
  withdraw: [],
  forward: [{ id: 'note', label: o.act.note, kind: 'textarea', rows: 3 }],
  decide: [outcome, reason],
  state: [
    {
      id: 'stance',
      label: o.act.stance,
      kind: 'select',
      required: true,
      options: [
        ['agree', o.act.agree],
        ['disagree', o.act.disagree],
      ],
    },
    text,
  ],
  verify: [
    outcome,
    reason,
    {
      id: 'verification',
      label: o.act.verification,
      hint: o.act.verificationHint,
      kind: 'textarea',
      rows: 2,
    },
  ],
  conclude: [],
  escalate: [{ id: 'note', label: o.act.noteRequired, kind: 'textarea', rows: 3, required: true }],
  quarantine: [reason, { id: 'legalBasis', label: o.act.basis }],
};

/** What the decider would refuse for its scope or kind is not offered. */
function isOffered({ objection, overdue }: ObjectionView, type: ObjectionCommandType): boolean {
  const { scope, kind, statement, quarantinedAt } = objection;
  if (type === 'forward') return scope === 'department';
  if (type === 'decide') return scope === 'bureau';
  if (type === 'state') return statement === undefined;
  if (type === 'escalate') return overdue;
  if (type === 'quarantine') return (kind === 'privacy' || kind === 'secret') && quarantinedAt === undefined;
  return true;
}

const first: readonly ObjectionCommandType[] = ['forward', 'decide', 'verify', 'conclude', 'state'];

function actions(view: ObjectionView, done: Done): HTMLElement | undefined {
  const offered = view.commands.filter((type) => isOffered(view, type));
  const forms = offered.flatMap((type): HTMLElement[] => {
    if (type === 'add-file') return [details(o.act['add-file'], fileForm(view.id, done))];
    const specs = fieldsOf[type];
    if (!specs) return [];
    const form = actForm(view.id, type, specs, done);
    return [first.includes(type) ? form : details(labelOf(type), form)];
  });
  return forms.length === 0 ? undefined : section(o.act.title, ...forms);
}

const labelOf = (type: ObjectionCommandType): string =>
  (o.act as Readonly<Record<string, string>>)[type] ?? type;

function send(id: string, type: ObjectionCommandType, body: object): Promise<Answer<unknown>> {
  const path = `/api/v1/objections/${encodeURIComponent(id)}`;
  if (type === 'quarantine') return post(`${path}/quarantine`, body);
  return post(`${path}/commands`, { type, ...body }, undefined, receiptHeaders(id));
}

function actForm(
  id: string,
  type: ObjectionCommandType,
  specs: readonly FieldSpec[],
  done: Done,
): HTMLElement {
  const made = specs.map((spec) => field({ ...spec, id: `${type}-${spec.id}` }));
  const host = h('div', { 'aria-live': 'polite' });
  const act = async (): Promise<void> => {
    if (!areFilled([...form.querySelectorAll<Control>('input, textarea, select')])) return;
    const values = made.map(
      ({ control }) => [control.name.slice(type.length + 1), control.value.trim()] as const,
    );
    const answer = await send(id, type, Object.fromEntries(values.filter(([, value]) => value !== '')));
    if (!answer.ok) return tellIn(host, answer.problem);
    await done(o.act.done);
  };
  const confirm = (): void => {
    const yes = button(o.act.yes, act, 'danger');
    host.replaceChildren(
      h('div', { class: 'notice danger' }, h('p', {}, o.act.quarantineConfirm), h('p', {}, yes)),
    );
    yes.focus();
  };
  const press = button(
    labelOf(type),
    type === 'quarantine' ? confirm : act,
    first.includes(type) ? 'primary' : '',
  );
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    ...made.map(({ element }) => element),
    host,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return form;
}

function fileForm(id: string, done: Done): HTMLElement {
  const input = h('input', { type: 'file', id: 'more-files', accept: '.pdf,.png,.jpg,.jpeg,.docx' });
  const host = h('div', { 'aria-live': 'polite' });
  const press = button(o.act['add-file'], async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const answer = await upload(`/api/v1/objections/${id}/attachments`, file, receiptHeaders(id));
    if (!answer.ok) return tellIn(host, answer.problem);
    await done(o.act.done);
  });
  return h(
    'div',
    { class: 'stack' },
    h('label', { for: 'more-files' }, o.form.files),
    input,
    host,
    h('p', {}, press),
  );
}
