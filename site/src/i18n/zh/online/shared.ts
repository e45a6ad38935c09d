/** Labels that the pages of conditional opening share. `{n}` and other names are filled in by scripts. */
import { caseWords } from './case.ts';
import { favouriteWords } from './favourites.ts';
import { formWords } from './form.ts';
import { noticeWords } from './notices.ts';
import { told } from './told.ts';
import { webhookWords } from './webhooks.ts';

export const shared = {
  ...caseWords,
  ...formWords,
  ...noticeWords,
  ...webhookWords,
  ...favouriteWords,
  told,
  loading: '正在读取…',
  needsScript: '这一页需要 JavaScript。不使用脚本时，可以通过接口办理，见开发者页面。',
  signIn: {
    title: '请先登录',
    text: '申请、密钥和办理记录只对本人、所代表的单位和办理部门显示。登录后回到这一页。',
    button: '登录',
  },
  notForYou: {
    title: '这一页属于其他岗位',
    text: '当前账号“{name}”没有这个岗位。换一个账号登录后回到本页。',
    mine: '我的申请',
  },
  offline: {
    title: '没有收到答复',
    text: '网络可能中断，或者平台正在维护。已经填写的内容不会丢失，请稍后再试。',
  },
  again: '重试',
  refresh: '查看最新情况',
  signInElsewhere: '在新标签页登录',
  changeAccount: '换一个账号登录',
  more: '再显示一些',
  back: '‹ 返回列表',
  /** The pages of an office besides its desk. */
  offices: {
    title: '办理事项',
    applications: '申请和待办',
    objections: '数据异议',
    shares: '数据共享',
    quarantine: '紧急下线',
    harvested: '采集条目',
  },
  /** Finding a dataset by its name. */
  finder: {
    q: '数据集名称或者关键词',
    now: '查找',
    results: '找到的数据集',
    none: '没有找到。',
    dataset: '数据集',
    provider: '提供单位',
    act: '办理',
  },
  remove: '移除',
  copy: '复制',
  copied: '已复制',
  copyByHand: '已选中，请手动复制',
  colon: '：',
  comma: '，',
  /** Between the things of a list. */
  listComma: '、',
  semicolon: '；',
  open: '（',
  close: '）',
  none: '—',
  person: '本人',
  happened: '此前已经有人办理：{what}（{at}）。',
  allowed: '（要求：{allowed}）',
  /** What is sought in lists. */
  filter: {
    title: '筛选',
    q: '名称、信用代码或者编号',
    status: '状态',
    dataset: '数据集',
    every: '全部',
    sort: '全部申请的顺序',
    newest: '最新提交的在前',
    due: '最先到期的在前（只列办理中的）',
    overdue: '只看超期的',
    apply: '筛选',
    clear: '清除筛选',
    applied: '已按条件筛选各列表。',
    cleared: '已列出全部申请。',
    none: '没有符合筛选条件的申请。',
    late: '其中超期 {n} 件',
  },
  list: {
    head: {
      dataset: '数据集',
      party: '申请人',
      agency: '部门',
      status: '状态',
      due: '期限',
      submitted: '提交',
    },
    empty: '没有申请。',
    until: '有效至 {date}',
    saved: '{date}保存',
    nudged: '催办 {n} 次',
    escalated: '已督办',
    reportOverdue: '使用报告逾期（{date}）',
  },
};
