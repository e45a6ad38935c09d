/** What an e-mail says of a reminder: of what, by when, and where to look. */
import type { Reminder, ReminderKind } from '../../domain/reminder.ts';
import { chinaDay } from '../clock.ts';
import type { Subject } from './remind.ts';

const words: Readonly<Record<ReminderKind, string>> = {
  'update-due': '数据集将到更新期限，请按更新周期更新',
  'update-overdue': '数据集已超过更新期限，请尽快更新',
  'review-due': '一件申请将到办理期限',
  'review-overdue': '一件申请已超过办理期限',
  'complaint-due': '一件投诉举报将到法定答复期限',
  'complaint-overdue': '一件投诉举报已超过法定答复期限',
  'objection-due': '一件数据异议将到法定办理期限',
  'grant-ending': '数据使用授权将到期，到期后访问密钥失效',
};

const pageOf: Readonly<Record<ReminderKind, (subject: Subject) => string>> = {
  'update-due': ({ dataset }) => `datasets/${dataset}/`,
  'update-overdue': ({ dataset }) => `datasets/${dataset}/`,
  'review-due': ({ application }) => `desk/?application=${application}`,
  'review-overdue': ({ application }) => `desk/?application=${application}`,
  'complaint-due': ({ voice }) => `voices/?id=${voice}`,
  'complaint-overdue': ({ voice }) => `voices/?id=${voice}`,
  'objection-due': ({ objection }) => `objections/?id=${objection}`,
  'grant-ending': ({ application }) => `my/?application=${application}`,
};

export function reminderText(
  about: Subject,
  { kind, due }: Reminder,
  portalUrl: string,
): { readonly subject: string; readonly text: string } {
  const { dataset, title, application, objection, voice } = about;
  const id = application ?? objection ?? voice;
  const day = due.length === 10 ? due : chinaDay(new Date(due));
  const text = [
    `${words[kind]}。`,
    '',
    dataset === undefined ? title : `数据集：${title}`,
    ...(id === undefined ? [] : [`${application === undefined ? '' : '申请'}编号：${id}`]),
    `期限：${day}`,
    `查看：${portalUrl}/${pageOf[kind](about)}`,
    '',
    '本邮件由吉林省公共数据开放平台自动发出，请勿回复。',
  ].join('\n');
  return { subject: `${words[kind]}：${title}`.replace(/[\r\n]+/g, ' ').slice(0, 150), text };
}
