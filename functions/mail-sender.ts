/** How e-mail leaves, as the settings say: over SES, to an SMTP server, or kept in the records and sent nowhere. */
import type { Transporter } from 'nodemailer';
import type { Now } from './service/clock.ts';
import type { SendMail } from './service/notification/delivery.ts';
import { mailboxSender } from './service/notification/mailbox.ts';
import type { Records } from './service/ports.ts';
import type { SettingName } from './settings.ts';

export const mailSettings = [
  'PORTAL_URL',
  'MAIL',
  'MAIL_FROM',
  'SMTP_URL',
  'SES_CONFIGURATION_SET',
] as const satisfies readonly SettingName[];

type MailSettings = Readonly<Record<(typeof mailSettings)[number], string>>;

/** What one attempt may take, in milliseconds: shorter than a claim on a mail lasts. */
const patience = 30_000;

/** Opens nothing before the first mail: most rounds find none. */
export function mailSenderOf(
  settings: MailSettings,
  deps: { readonly records: Records; readonly now: Now },
): SendMail {
  if (settings.MAIL === 'smtp' && settings.SMTP_URL === '') return mailboxSender(deps);
  const { MAIL_FROM: from, SES_CONFIGURATION_SET: ConfigurationSetName } = settings;
  const open = settings.MAIL === 'ses' ? openSes : () => openSmtp(settings.SMTP_URL);
  let opened: Promise<Transporter> | undefined;
  return async ({ id, to, subject, text, unsubscribe }) => {
    opened ??= open();
    const transport = await opened;
    // The same id again lets the receiver see that it is the same mail.
    const messageId = `<${id}@${new URL(settings.PORTAL_URL).hostname}>`;
    const ses = { ...(ConfigurationSetName && { ConfigurationSetName }) };
    const headers = unsubscribe === undefined ? {} : oneClick(unsubscribe);
    const mail = { from, to, subject, text, messageId, headers };
    await transport.sendMail({ ...mail, ...(settings.MAIL === 'ses' && { ses }) });
  };
}

/** By which a mail program offers to unsubscribe (RFC 2369), and does so by itself (RFC 8058). */
const oneClick = (address: string) => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

async function openSmtp(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const waits = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience };
  return createTransport({ url, ...waits });
}

/** The SDK tries again by itself what may pass; all of it within the patience of an attempt. */
async function openSes(): Promise<Transporter> {
  const [{ createTransport }, { openSesMail }] = await Promise.all([
    import('nodemailer'),
    import('./mail-sender-ses.ts'),
  ]);
  return createTransport({
    SES: openSesMail({ connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true }),
  });
}
