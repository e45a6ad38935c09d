/** Who is told of what becomes of an objection (Art. 46): officials in the portal and by mail, systems by webhooks, the objector by mail. */
import { ulid } from 'ulidx';
import type { ObjectionEventType } from '../../domain/objection-event.ts';
import { isKnownToAgencies } from '../../domain/objection-permissions.ts';
import type { Objection } from '../../domain/objection-state.ts';
import type { ObjectionHappened } from '../objection/contract.ts';
import { waitingRow } from '../outbox.ts';
import type { IndexRow } from '../ports.ts';
import { announcementRows } from '../webhook/announcement.ts';
import type { Owner } from '../webhook/owner.ts';
import { type Mail, mailOutbox, notificationIndex, type OutboxDeps, reachable } from './outbox.ts';

type Told = 'bureau' | 'department' | 'provider' | 'turn' | 'objector';

/** `turn`: whose turn it is. */
const table: Readonly<Partial<Record<ObjectionEventType, readonly Told[]>>> = {
  filed: ['bureau', 'department', 'provider'],
  supplemented: ['turn'],
  forwarded: ['department', 'provider', 'objector'],
  stated: ['department'],
  verified: ['bureau'],
  decided: ['department', 'provider', 'objector'],
  concluded: ['department', 'provider', 'objector'],
  quarantined: ['bureau', 'department', 'provider'],
  withdrawn: ['turn'],
  'fell-overdue': ['bureau', 'department'],
  escalated: ['department'],
};

/** Events that anybody is told of. */
export const toldObjectionEvents = Object.keys(table) as readonly ObjectionEventType[];

const subjects: Readonly<Partial<Record<ObjectionEventType, string>>> = {
  filed: '收到一件数据异议，已自动标注',
  supplemented: '异议人补充了异议材料',
  forwarded: '数据异议已转交责任部门核实',
  stated: '提供部门已就数据异议作出说明',
  verified: '责任部门已就数据异议作出决定，请告知异议人',
  decided: '数据异议已有处理结果',
  concluded: '数据异议已有处理结果',
  quarantined: '因数据异议，数据已紧急下线（隔离）',
  withdrawn: '异议人撤回了数据异议',
  'fell-overdue': '数据异议已超过法定期限',
  escalated: '数据异议已超过法定期限，主管部门督办',
};

type Recipient = 'role/supervisor' | `agency/${string}`;

/** Before they know of it, agencies are told nothing. */
function officesOf(told: Told, state: Objection): readonly Recipient[] {
  const isKnown = isKnownToAgencies(state) || state.forwarded !== undefined;
  switch (told) {
    case 'bureau':
      return ['role/supervisor'];
    case 'turn':
      return state.forwarded ? [`agency/${state.department}`] : ['role/supervisor'];
    case 'department':
    case 'provider':
      return isKnown ? [`agency/${state[told]}`] : [];
    case 'objector':
      return [];
  }
}

/** The rows to be written with what happened. No words, nothing of the person but the address that a mail goes to. */
export function objectionMessages({ catalogue, now, portalUrl }: OutboxDeps) {
  const addressOf = (recipient: Recipient): string | undefined => {
    const isBureau = recipient === 'role/supervisor';
    const agency = isBureau
      ? catalogue()
          .agencies()
          .find(({ kind }) => kind === 'bureau')
      : catalogue().agency(recipient.slice('agency/'.length));
    return agency?.contact.email;
  };
  return ({ id, state, events, email }: ObjectionHappened): readonly IndexRow[] => {
    const { dataset } = state.target;
    const title = catalogue().entry(dataset)?.dataset.title ?? dataset;
    const mailRow = (to: string, type: ObjectionEventType, at: string, page: string): IndexRow => {
      const value: Mail = {
        id: `mail_${ulid(now().getTime())}`,
        to,
        ...mailText(type, id, title, page),
        objection: id,
        attempts: 0,
      };
      return waitingRow(mailOutbox.index, value, at);
    };
    return events.flatMap(({ type, at }) => {
      const told = table[type] ?? [];
      const offices = [...new Set(told.flatMap((each) => officesOf(each, state)))];
      const value = { event: `objection.${type}`, at, objection: id, dataset, status: state.status };
      const owners = offices.filter((office): office is Owner & Recipient => office.startsWith('agency/'));
      const url = `${portalUrl}/api/v1/objections/${id}`;
      const data = { objection: id, dataset, status: state.status, url };
      return [
        ...offices.map((key) => ({ index: notificationIndex, key, sort: ulid(Date.parse(at)), value })),
        ...announcementRows({ type: `objection.${type}`, at, data }, owners),
        ...(isMailed(type, state) ? offices : []).flatMap((office) =>
          reachable([addressOf(office)]).map((to) =>
            mailRow(to, type, at, `${portalUrl}/objections/?id=${id}`),
          ),
        ),
        ...(told.includes('objector')
          ? reachable([email]).map((to) => mailRow(to, type, at, `${portalUrl}/objections/`))
          : []),
      ];
    });
  };
}

/** Supplements come in rows: each is told in the portal, and one a day by mail. */
const isMailed = (type: ObjectionEventType, { supplements, mailedSupplement }: Objection): boolean =>
  type !== 'supplemented' || supplements === mailedSupplement?.number;

function mailText(type: ObjectionEventType, id: string, title: string, page: string) {
  const what = subjects[type] ?? '数据异议有新的进展';
  const subject = `${what}：${title}`.replace(/[\r\n]+/g, ' ').slice(0, 150);
  const lines = [`数据集：${title}`, `异议编号：${id}`, `查看：${page}`];
  const text = [`${what}。`, '', ...lines, '', '本邮件由吉林省公共数据开放平台自动发出，请勿回复。'].join(
    '\n',
  );
  return { subject, text };
}
