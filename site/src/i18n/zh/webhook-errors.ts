/** The error codes of webhooks in Chinese. */
import type { WebhookProblemCode } from '../../../../functions/problem-webhook.ts';

export const webhookErrors: Readonly<
  Record<WebhookProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-webhook': { title: '没有这个回调，或者与你无关', advice: '核对回调标识。' },
  'too-many-webhooks': { title: '回调已达上限（10 个）', advice: '移除不再需要的回调。' },
  'webhooks-overtaken': { title: '这些回调正在被他人修改', advice: '查看后再试。' },
  'webhook-address-refused': {
    title: '不能向这个地址发送',
    advice: '填写公网主机的 https 地址，端口 443 或者 8443，不带用户名和密码；`reason` 写明哪里不对。',
  },
  'webhook-disabled': { title: '这个回调已停用', advice: '先启用。' },
  'unknown-delivery': { title: '没有这次投递', advice: '标识取自这个回调的投递记录。' },
  'delivery-pending': { title: '这条消息正在发送', advice: '等待它的结果。' },
  'too-many-sendings': { title: '一小时内的测试、重发和改动过多', advice: '下一小时再试。' },
};
