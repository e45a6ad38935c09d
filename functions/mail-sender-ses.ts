import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

/** What of SES sends mail; a module of its own, so that no more of the SDK is loaded with it. */
export function openSesMail(
  requestHandler: NonNullable<ConstructorParameters<typeof SESv2Client>[0]>['requestHandler'],
) {
  return { sesClient: new SESv2Client({ maxAttempts: 2, requestHandler }), SendEmailCommand };
}
