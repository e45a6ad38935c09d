import type { Statement } from './permissions.ts';
import type { Settings } from './settings.ts';

/** The sender of notifications, with its proofs of origin; bounces and complaints go to the alarms. */
export function makeMail({ MAIL_DOMAIN, PORTAL_CERTIFICATE }: Settings, alarms: aws.sns.Topic) {
  const email = new sst.aws.Email('Mail', {
    sender: MAIL_DOMAIN,
    dmarc: 'v=DMARC1; p=quarantine;',
    ...(PORTAL_CERTIFICATE && { dns: false }),
    mailFrom: { domain: `bounce.${MAIL_DOMAIN}` },
    events: [{ name: 'failures', types: ['bounce', 'complaint', 'reject'], topic: alarms.arn }],
    transform: {
      configurationSet: (args) => {
        args.deliveryOptions = { tlsPolicy: 'REQUIRE' };
        args.reputationOptions = { reputationMetricsEnabled: true };
        return undefined;
      },
    },
  });
  return { email, from: `open-data@${MAIL_DOMAIN}` };
}

export type Mail = ReturnType<typeof makeMail>;

/** Sending, as the one sender only; mail that comes ready to be sent is "raw" to SES, whichever call brings it. */
export const sendMail = ({ email, from }: Mail): Statement[] => [
  {
    actions: ['ses:SendRawEmail'],
    resources: [email.nodes.identity.arn, email.nodes.configurationSet.arn],
    conditions: [{ test: 'StringEquals', variable: 'ses:FromAddress', values: [from] }],
  },
];
