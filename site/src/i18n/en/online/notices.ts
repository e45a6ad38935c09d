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
    events: {
      'webhook-disabled': 'A webhook kept failing and was disabled',
      'voice-filed': 'A complaint, request or question came in',
      'voice-admitted': 'What you filed was accepted or published',
      'voice-declined': 'What you filed was declined',
      'voice-assigned': 'A complaint, request or question was passed on to you',
      'voice-answered': 'What you filed was answered',
      'voice-hidden': 'What you filed is no longer public',
      'voice-withdrawn': 'Its filer withdrew a complaint, request or question',
      'update-due': 'Data is due for an update',
      'update-overdue': 'Data is overdue for an update',
      'review-due': 'An application is due soon',
      'review-overdue': 'An application is overdue',
      'grant-ending': 'A grant ends soon, and its keys with it',
    },
  },
};
