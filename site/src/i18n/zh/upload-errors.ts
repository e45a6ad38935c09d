/** The error codes of uploads in Chinese. */
import type { UploadProblemCode } from '../../../../functions/problem-upload.ts';

export const uploadErrors: Readonly<
  Record<UploadProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-upload': { title: '没有这次上传，或者不属于你的部门', advice: '核对上传标识。' },
  'too-many-uploads': {
    title: '你的部门有 100 次上传尚未发布',
    advice: '先发布其中一些，或者等旧的到期。',
  },
  'upload-incomplete': { title: '文件尚未全部送达', advice: '把 `missing` 中的文件送达后再试。' },
  'upload-expired': { title: '这次上传没有按时发布', advice: '重新登记并上传文件。' },
  'upload-running': { title: '另一种任务（试检或者发布）正在进行', advice: '等待它结束。' },
  'upload-overtaken': { title: '这次上传正在被他人修改', advice: '查看后再试。' },
  'upload-not-started': { title: '任务暂时无法启动', advice: '按 `Retry-After` 的秒数等待后再试。' },
  'upload-address-refused': {
    title: '这个地址对该文件无效或者已过期',
    advice: '重新查询这次上传，取得新的地址。',
  },
  'upload-differs': {
    title: '收到的内容与登记的不一致',
    advice: '发送登记的那个文件，或者重新登记。',
  },
};
