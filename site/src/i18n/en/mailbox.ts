import type { mailbox as zh } from '../zh/mailbox.ts';

export const mailbox: typeof zh = {
  title: 'Mail of this machine',
  lead: 'No mail server is set (SMTP_URL): mail is not sent, the latest 100 are kept here, newest first. Only this machine shows them. Mail is written in Chinese.',
  empty: 'No mail yet. When something happens to an application, it appears here within seconds.',
  to: 'To',
  link: 'Mail of this machine: read what is not sent',
};
