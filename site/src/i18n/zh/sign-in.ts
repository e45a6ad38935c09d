/** The pages of the sign-in for demonstration, on this machine only. */
export const signIn = {
  title: '选择演示账号',
  lead: '这是本机的演示登录，账号不需要密码，也不对应真实的人。正式环境由统一身份认证登录。',
  kinds: { person: '自然人', enterprise: '企业', official: '部门、监督与审计' },
  accounts: {
    person: '以本人身份申请',
    'enterprise-a': '松江示例数据科技有限公司',
    'enterprise-b': '长白山示例文旅信息有限公司',
    agent: '代办人，代表上述两家企业',
    'market-publisher': '省市场监督管理厅，发布',
    'market-reviewer': '省市场监督管理厅，审核',
    'ecology-publisher': '省生态环境厅，发布',
    'ecology-reviewer': '省生态环境厅，审核',
    department: '省住房和城乡建设厅，省级责任部门',
    supervisor: '省政务服务和数字化建设管理局，监督',
    auditor: '审计',
  },
  expired: { title: '登录已过期', text: '这次登录已经结束或者超过时限。', again: '重新登录' },
  signOut: {
    title: '退出演示登录',
    text: '本站的会话已经结束。再次登录时可以选择其他账号。',
    button: '退出',
  },
  signedOut: { title: '已退出', text: '演示登录已经结束。', home: '回到首页' },
};
