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
    events: { 'webhook-disabled': '推送地址多次失败，已停用' } as Record<string, string>,
  },
};
