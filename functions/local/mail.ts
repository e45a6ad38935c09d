/** E-mail of this machine: to the SMTP server that is configured, or kept where nothing leaves the machine. */
import { createTransport } from 'nodemailer';
import type { SendMail } from '../service/notification/delivery.ts';
import { mailboxSender } from '../service/notification/mailbox.ts';
import type { Platform } from './platform.ts';

/** What one attempt may take, in milliseconds: shorter than a claim on a mail lasts. */
const patience = 30_000;

export function openMail(platform: Platform): SendMail {
  const { SMTP_URL: url, MAIL_FROM: from } = platform.config;
  if (url === '') return mailboxSender(platform);
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  return async ({ id, to, subject, text }) => {
    // The same id again lets the receiver see that it is the same mail.
    const messageId = `<${id}@${new URL(platform.config.PORTAL_URL).hostname}>`;
    await transport.sendMail({ from, to, subject, text, messageId });
  };
}
