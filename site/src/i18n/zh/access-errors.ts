/** The error codes of access keys and keyed data, in Chinese. */
import type { AccessProblemCode } from '../../../../functions/problem-access.ts';

export const accessErrors: Readonly<
  Record<AccessProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'key-in-url': {
    title: '访问密钥出现在网址中',
    advice:
      '网址会被沿途记录：请作废这个密钥，新密钥用 `Authorization: Bearer KEY` 或者 `X-API-Key: KEY` 发送。',
  },
  'invalid-key': { title: '访问密钥无效', advice: '检查是否完整复制，以及是否已经作废或者被替换。' },
  'address-not-allowed': {
    title: '不能从这个网络地址使用该密钥',
    advice: '从允许名单中的地址访问，或者修改名单。',
  },
  'grant-ended': {
    title: '该密钥的授权已经终止',
    advice: '查看申请：授权已被撤销、关闭或者到期；可以重新申请或者续期。',
  },
  'access-not-granted': {
    title: '授权不包含这种获取方式',
    advice: '使用 `allowed` 中的方式，或者申请这种方式。',
  },
  'partly-granted': {
    title: '文件的内容超出授权范围',
    advice: '使用数据集的导出接口，它给出授权的字段和数据行。',
  },
  'grant-outdated': {
    title: '授权与这个版本的数据不相符',
    advice: '查询较早的版本，并请提供部门重新决定授权。',
  },
  'rate-limited': {
    title: '请求频率超过授权',
    advice: '等待 `Retry-After` 所写的秒数；`RateLimit` 说明余量。',
  },
  'quota-used-up': {
    title: '授权的调用额度已经用完',
    advice: '等待 `Retry-After` 所写的秒数；日、月按北京时间计算。因请求本身有误而被拒绝的，不计入额度。',
  },
  'unknown-key': { title: '没有这个密钥，或者与你无关', advice: '核对密钥标识。' },
  'grant-not-active': {
    title: '授权未生效，不能生成密钥',
    advice: '协议签署之后、授权终止之前才能生成密钥。',
  },
  'too-many-keys': { title: '有效密钥已达上限', advice: '作废不再需要的密钥。' },
  'key-ended': { title: '这个密钥已经作废或者被替换', advice: '另外生成一个密钥。' },
  'keys-overtaken': { title: '这些密钥正在被他人修改', advice: '查看后再试。' },
};
