/** The mailbox of local mode, which shows the mail that is not sent. */
export const mailbox = {
  title: '本机邮箱',
  lead: '没有设置邮件服务器（SMTP_URL），邮件不会寄出，最近的 100 封保存在这里，最新的在前。只有本机可以看到。',
  empty: '还没有邮件。申请有进展时，几秒后在这里出现。',
  to: '收件人',
  link: '本机邮箱：查看未寄出的邮件',
};
