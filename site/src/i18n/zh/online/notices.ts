/** Words of the notifications on the pages of conditional opening. */
export const noticeWords = {
  notices: {
    summary: '消息（未读 {n} 条）',
    summaryRead: '消息（全部已读）',
    more: '{n} 条以上',
    unread: '未读',
    read: '已读',
    markAll: '全部标为已读',
    markOne: '标为已读',
    marked: '已标为已读，未读 {n} 条。',
    events: {
      'webhook-disabled': '推送地址多次失败，已停用',
      'voice-filed': '收到投诉、需求或者意见',
      'voice-admitted': '您提交的内容已受理或者公开',
      'voice-declined': '您提交的内容未被采纳',
      'voice-assigned': '转来投诉、需求或者意见',
      'voice-answered': '您提交的内容已答复',
      'voice-hidden': '您提交的内容已停止公开',
      'voice-withdrawn': '提交人撤回了投诉、需求或者意见',
      'update-due': '数据集将到更新期限',
      'update-overdue': '数据集已超过更新期限',
      'review-due': '申请将到办理期限',
      'review-overdue': '申请已超过办理期限',
      'grant-ending': '授权将到期，届时访问密钥失效',
    } as Record<string, string>,
  },
};
