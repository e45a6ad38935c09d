/** What people are told of a refusal where the words of the interface speak to programs. */
export const told = {
  unauthenticated: {
    title: '登录已过期',
    advice: '已经填写的内容仍在本页。请在新标签页登录，再回到这里重新提交。',
  },
  'other-account': {
    title: '这个浏览器已经换了账号登录',
    advice: '本页属于先前的账号，没有提交。请在新标签页换回先前的账号，再回到这里重新提交。',
  },
  'cross-site-request': { advice: '请刷新本页后再试。' },
  'csrf-token-invalid': { title: '登录状态已经改变', advice: '请刷新本页后再试。' },
  'invalid-request': { title: '有内容不符合要求', advice: '请检查填写的内容后再提交。' },
  'party-undecided': { title: '没有保存：还没有选择申请人', advice: '请在“申请人”一项选择为谁申请。' },
  'wrong-status': { title: '没有办理：申请的状态已经改变', advice: '请查看最新情况后再决定。' },
  'application-overtaken': { title: '没有办理：申请正在被他人改动', advice: '请查看最新情况后再决定。' },
  'form-incomplete': { title: '申请表还有需要改正的内容', advice: '请逐条改正：' },
  'not-corrected': {
    title: '要求补正的事项没有改动',
    advice: '请改正下列各项；认为不必改动的，在“不作补正、只作说明的事项”中逐项说明：',
  },
  'unknown-item': { title: '这些事项没有要求补正', advice: '请去掉下列各项的说明：' },
  'already-told': {
    title: '这些事项不得再次退回（《办法》第三十四条）',
    advice: '上次退回时已经可见，申请人也没有改动。请直接作出决定，或者去掉下列各项：',
  },
  'grant-invalid': { title: '授权内容有误', advice: '请逐条改正：' },
  'opinion-pending': { advice: '请等待答复，或者直接决定。' },
  'people-required': { title: '经办人名单有误', advice: '至少写明一人，同一账号只写一次。' },
  'attachment-not-uploaded': { title: '有附件没有上传', advice: '请移除下列附件，重新添加：' },
  'attachment-refused': {
    title: '这个文件不能作为附件',
    advice: '文件内容应与扩展名相符，没有损坏，不含宏或者嵌入的程序。请更换后再添加。',
  },
  'too-large': { title: '文件或者内容过大', advice: '请缩小后再试。' },
  'signature-refused': { title: '签名服务没有签署', advice: '请稍后再试；仍不成功的，联系提供部门。' },
  'identity-unavailable': { title: '统一身份认证暂时不可用', advice: '请稍后再试。' },
  'idempotency-in-progress': { title: '上一次提交仍在处理', advice: '请稍后再试，同一件事不会办理两次。' },
  'share-terms-unfit': {
    title: '所请求或者所授予的内容与数据不符',
    advice: '请核对字段、获取方式、次数和期限，不要超出数据集现有的和所请求的范围。',
  },
  'share-scenario-unfit': {
    title: '需求超出所选的应用场景',
    advice: '请只选择场景所列的字段，或者不按应用场景、转为审核。',
  },
  'harvested-not-publishable': {
    title: '这个条目还不能采纳',
    advice: '请按列出的各项，在更正中逐项改正。',
  },
  'scenario-unfit': { title: '所列内容与目录不符', advice: '请核对数据集、字段和适用单位。' },
  busy: { title: '平台繁忙', advice: '请稍后再试。' },
  'grant-not-active': { title: '授权没有生效，或者已经终止', advice: '请查看最新情况。' },
  'keys-overtaken': { title: '没有更改：密钥正在被他人改动', advice: '请查看最新情况后再试。' },
};
