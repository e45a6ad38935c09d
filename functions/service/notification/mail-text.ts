/** What an e-mail says: that something happened, and where to read it. What was decided stays behind the sign-in. */
import type { ApplicationEventType } from '../../domain/application-event.ts';
import type { Message } from './messages.ts';

const happened: Readonly<Partial<Record<ApplicationEventType, string>>> = {
  submitted: '收到一件使用有条件开放数据的申请',
  returned: '申请需要补正，请一次性补齐所列事项',
  accepted: '申请已受理，进入审核',
  'opinion-asked': '有部门就一件申请征求贵单位意见',
  'opinion-given': '征求的意见已答复',
  'review-extended': '审核期限已延长一次，理由见申请详情',
  approved: '申请已同意，请阅读并签署协议',
  rejected: '申请未获同意，理由和依据见决定书',
  signed: '协议已签署，授权生效',
  withdrawn: '申请人撤回了申请',
  nudged: '申请已超过办理期限，申请人催办',
  escalated: '申请已超过办理期限，主管部门督办',
  'use-reported': '收到一份数据使用情况报告',
  revoked: '授权已撤销，访问密钥立即失效',
  closed: '使用人放弃了授权',
  expired: '授权期限届满',
  lapsed: '协议逾期未签署，同意开放的决定失效',
  'signing-reminded': '签署协议的期限将至，逾期未签署的，同意开放的决定失效',
  'report-overdue': '数据使用情况报告已经逾期',
};

export function mailText(
  { event, application, recipient }: Message,
  title: string,
  portalUrl: string,
): { readonly subject: string; readonly text: string } {
  const what = happened[event] ?? '申请有新的进展';
  const [kind = ''] = recipient.split('/');
  const page = { agency: 'desk', role: 'supervise' }[kind] ?? 'my';
  const subject = `${what}：${title}`.replace(/[\r\n]+/g, ' ').slice(0, 150);
  const text = [
    `${what}。`,
    '',
    `数据集：${title}`,
    `申请编号：${application}`,
    `查看：${portalUrl}/${page}/?application=${application}`,
    '',
    '本邮件由吉林省公共数据开放平台自动发出，请勿回复。',
  ].join('\n');
  return { subject, text };
}
