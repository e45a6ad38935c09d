/** Given / when / then for the application decider. */
import { decide } from '../../functions/domain/application.ts';
import type { Circumstances } from '../../functions/domain/application-answer.ts';
import type {
  ApplicationBody,
  ApplicationCommand,
  CommandOf,
} from '../../functions/domain/application-command.ts';
import type { ApplicationEvent } from '../../functions/domain/application-event.ts';
import { evolve } from '../../functions/domain/application-evolve.ts';
import type { ApplicationForm } from '../../functions/domain/application-form.ts';
import type { Capacity } from '../../functions/domain/application-permissions.ts';
import type { ApplicationRefusal } from '../../functions/domain/application-refusals.ts';
import {
  type Application,
  type ApplicationState,
  type ApplicationStatus,
  noApplication,
} from '../../functions/domain/application-state.ts';
import type { Dataset, Field } from '../../functions/domain/dataset.ts';
import type { GrantTerms } from '../../functions/domain/grant.ts';
import { type Guide, guideOf } from '../../functions/domain/guide.ts';
import type { ApplicationActor, Party } from '../../functions/domain/party.ts';
import { timeLimits } from '../../functions/domain/time-limits.ts';
import { calendar } from './calendar-given.ts';
import { conditionalDataset, field } from './examples.ts';

type Organisation = Extract<Party, { kind: 'organisation' }>;

/** A Tuesday, 10:00 in China. */
export const now = '2026-03-10T02:00:00.000Z';
/** When every clock and every grant of these examples has run out. */
export const muchLater = '2028-03-10T02:00:00.000Z';

export const fields: readonly Field[] = [
  field('station'),
  field('measured', { type: 'date' }),
  field('value', { type: 'number', sensitivity: 'internal' }),
  field('operator', { sensitivity: 'sensitive' }),
  field('resident', { sensitivity: 'personal' }),
];

/** Throws for a dataset that takes no applications. */
export function guideFor(dataset: Dataset, columns: readonly Field[] = fields): Guide {
  const guide = guideOf(dataset, columns, timeLimits);
  if (!guide) throw new Error(`${dataset.id} is not conditional`);
  return guide;
}
export const guide = guideFor(conditionalDataset);

export const company: Organisation = {
  kind: 'organisation',
  creditCode: '11332500MB1601924J',
  name: '吉林某某科技有限公司',
};
export const otherCompany: Organisation = {
  kind: 'organisation',
  creditCode: '11220100013828800N',
  name: '长春某某数据有限公司',
};
export const oneself = (id: string): Party => ({ kind: 'person', id, name: id });

const actor = (id: string, changes: Partial<ApplicationActor> = {}): ApplicationActor => ({
  id,
  name: `${id}某`,
  roles: [],
  parties: [oneself(id)],
  ...changes,
});
export const actors = {
  member: actor('zhang', { parties: [oneself('zhang'), company] }),
  colleague: actor('qian', { parties: [oneself('qian'), company] }),
  reviewer: actor('wang', { roles: ['reviewer'], agency: 'ecology' }),
  adviser: actor('sun', { roles: ['reviewer'], agency: 'statistics' }),
  supervisor: actor('zhao', { roles: ['supervisor'] }),
  auditor: actor('wu', { roles: ['auditor'] }),
  platform: actor('clock', { roles: ['platform'], parties: [] }),
  stranger: actor('li', {
    roles: ['publisher', 'reviewer'],
    agency: 'transport',
    parties: [oneself('li'), otherCompany],
  }),
} satisfies Record<Capacity | 'stranger', ApplicationActor>;

export const form: ApplicationForm = {
  contact: { name: '张三', phone: '0431-88904567' },
  fields: [{ name: 'station' }, { name: 'measured' }, { name: 'value' }],
  scenario: '为城市供水企业提供来水水质预警服务',
  purpose: '用断面水质训练来水预警模型，提前六小时告警',
  access: ['records'],
  frequency: { cycle: 'daily', requestsPerDay: 200 },
  term: 12,
  security: '数据存放于境内专用服务器，访问逐人授权、全程留痕，到期由专人销毁并出具说明。',
  undertakings: [...guide.undertakings],
};
export const terms: GrantTerms = {
  fields: ['station', 'value'],
  rows: [{ field: 'station', operator: 'in', values: ['白旗'] }],
  access: ['records'],
  quota: { perDay: 100, perMonth: 2000 },
  rate: { requests: 5, seconds: 1 },
  purpose: '来水水质预警模型',
  months: 12,
  reportEveryMonths: 6,
};
export const grounds = { reason: '用途明确，保护措施充分', legalBasis: '《办法》第二十八条' } as const;
export const agreement = 'a'.repeat(64);

/** One of each, as they come from the service. */
export const commands: { readonly [Type in ApplicationCommand['type']]: CommandOf<Type> } = {
  'save-draft': { type: 'save-draft', dataset: guide.dataset, party: '11332500MB1601924J', form },
  submit: { type: 'submit' },
  return: {
    type: 'return',
    corrections: [
      { item: 'purpose', message: '请说明模型的使用者' },
      { item: 'term', message: '请说明为何需要十二个月' },
    ],
  },
  accept: { type: 'accept' },
  'ask-opinion': { type: 'ask-opinion', agency: 'statistics', question: '是否影响统计保密？' },
  'give-opinion': { type: 'give-opinion', stance: 'agree', opinion: '不影响' },
  'extend-review': { type: 'extend-review', days: 10, reason: '需要组织专家论证' },
  approve: { type: 'approve', grant: terms, decision: '2026-1', agreement, ...grounds },
  reject: { type: 'reject', decision: '2026-2', ...grounds },
  sign: { type: 'sign', textHash: agreement, session: 'session-1' },
  withdraw: { type: 'withdraw', reason: '不再需要' },
  nudge: { type: 'nudge' },
  escalate: { type: 'escalate', note: '请于两日内办结' },
  renew: { type: 'renew', application: 'app_2' },
  'amend-people': { type: 'amend-people', people: [{ id: 'qian', name: '钱某' }] },
  'report-use': {
    type: 'report-use',
    report: { from: '2026-03-10', to: '2026-03-10', use: '训练模型', outcome: '预警提前六小时' },
  },
  revoke: { type: 'revoke', decision: '2026-3', ...grounds },
  close: { type: 'close', reason: '项目结束' },
  expire: { type: 'expire' },
  lapse: { type: 'lapse' },
  'remind-signing': { type: 'remind-signing' },
  'remind-report': { type: 'remind-report' },
};

export type Step = readonly [ApplicationCommand, ApplicationActor, at?: string];
const { member, reviewer, supervisor, platform } = actors;

const circumstances: Circumstances = { now, calendar, region: '220000', promises: timeLimits, guide };

/** As from somebody who has just read the draft, unless the command says on what it is based. */
export function upToDate<Command extends ApplicationBody>(
  state: ApplicationState,
  command: Command,
): Command {
  const isWriting = command.type === 'save-draft' || command.type === 'submit';
  if (!isWriting || state.status === 'new' || 'basedOn' in command) return command;
  return { ...command, basedOn: state.written?.revision };
}

/** Decides with the usual circumstances, or with some of them changed. */
export function deciding(
  state: ApplicationState,
  command: ApplicationCommand,
  by: ApplicationActor,
  changes: Partial<Circumstances> = {},
) {
  return decide(state, upToDate(state, command), by, { ...circumstances, ...changes });
}

/** The events of a command that must succeed. */
export function eventsOf(
  state: ApplicationState,
  command: ApplicationCommand,
  by: ApplicationActor,
  changes: Partial<Circumstances> = {},
): readonly ApplicationEvent[] {
  const decision = deciding(state, command, by, changes);
  if (decision.outcome === 'refused') throw new Error(`${command.type}: ${JSON.stringify(decision.refusal)}`);
  return decision.events;
}

/** The refusal of a command that must not succeed. */
export function refusalOf(
  state: ApplicationState,
  command: ApplicationCommand,
  by: ApplicationActor,
  changes: Partial<Circumstances> = {},
): ApplicationRefusal {
  const decision = deciding(state, command, by, changes);
  if (decision.outcome === 'events') throw new Error(`${command.type} was not refused`);
  return decision.refusal;
}

/** The code of the refusal, or the types of the events. */
export function answer(
  state: ApplicationState,
  command: ApplicationCommand,
  by: ApplicationActor,
  changes: Partial<Circumstances> = {},
): string {
  const decision = deciding(state, command, by, changes);
  if (decision.outcome === 'refused') return decision.refusal.code;
  return decision.events.map(({ type }) => type).join(' ') || 'nothing';
}

/** The state after more commands that must all succeed. */
export function continued(state: ApplicationState, ...steps: readonly Step[]): Application {
  const result = steps.reduce<ApplicationState>(
    (before, [command, by, at = now]) => eventsOf(before, command, by, { now: at }).reduce(evolve, before),
    state,
  );
  if (result.status === 'new') throw new Error('nothing happened');
  return result;
}

const begun: readonly Step[] = [[commands['save-draft'], member]];
const submitted: readonly Step[] = [...begun, [commands.submit, member]];
/** With an opinion asked, so that there is an adviser. */
const accepted: readonly Step[] = [
  ...submitted,
  [commands.accept, reviewer],
  [commands['ask-opinion'], reviewer],
];
const approved: readonly Step[] = [...accepted, [commands.approve, reviewer]];
const active: readonly Step[] = [...approved, [commands.sign, member]];

/** One history for every status. */
export const histories: Readonly<Record<ApplicationStatus, readonly Step[]>> = {
  new: [],
  draft: begun,
  submitted,
  returned: [...submitted, [commands.return, reviewer]],
  accepted,
  approved,
  lapsed: [...approved, [commands.lapse, platform, muchLater]],
  active,
  expired: [...active, [commands.expire, platform, muchLater]],
  revoked: [...active, [commands.revoke, supervisor]],
  closed: [...active, [commands.close, member]],
  rejected: [...accepted, [commands.reject, reviewer]],
  withdrawn: [...accepted, [commands.withdraw, member]],
};

/** The application at a stage. */
export function at(status: Exclude<ApplicationStatus, 'new'>): Application {
  return continued(noApplication, ...histories[status]);
}
