import type { noticeWords as zh } from '../../zh/online/notices.ts';

export const noticeWords: typeof zh = {
  notices: {
    summary: 'Notifications ({n} unread)',
    summaryRead: 'Notifications (all read)',
    more: '{n} or more',
    unread: 'unread',
    read: 'read',
    markAll: 'Mark all as read',
    markOne: 'Mark as read',
    marked: 'Marked as read, {n} unread.',
    events: { 'webhook-disabled': 'A webhook kept failing and was disabled' },
  },
};
