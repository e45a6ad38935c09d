/** What an e-mail says of a reminder: of what, by when, and where to look. */
import type { Reminder, ReminderKind } from '../../domain/reminder.ts';
import { chinaDay } from '../clock.ts';
import type { Subject } from './remind.ts';

const words: Readonly<Record<ReminderKind, string>> = {
  'update-due': '数据集将到更新期限，请按更新周期更新',
  'update-overdue': '数据集已超过更新期限，请尽快更新',
  'review-due': '一件申请将到办理期限',
  'review-overdue': '一件申请已超过办理期限',
  'grant-ending': '数据使用授权将到期，到期后访问密钥失效',
};

const pages: Readonly<Record<ReminderKind, 'datasets' | 'desk' | 'my'>> = {
  'update-due': 'datasets',
  'update-overdue': 'datasets',
  'review-due': 'desk',
  'review-overdue': 'desk',
  'grant-ending': 'my',
};

export function reminderText(
  { dataset, title, application }: Subject,
  { kind, due }: Reminder,
  portalUrl: string,
): { readonly subject: string; readonly text: string } {
  const page = pages[kind];
  const address = page === 'datasets' ? `datasets/${dataset}/` : `${page}/?application=${application}`;
  const day = due.length === 10 ? due : chinaDay(new Date(due));
  const text = [
    `${words[kind]}。`,
    '',
    `数据集：${title}`,
    ...(application === undefined ? [] : [`申请编号：${application}`]),
    `期限：${day}`,
    `查看：${portalUrl}/${address}`,
    '',
    '本邮件由吉林省公共数据开放平台自动发出，请勿回复。',
  ].join('\n');
  return { subject: `${words[kind]}：${title}`.replace(/[\r\n]+/g, ' ').slice(0, 150), text };
}
