/// <reference path="../../.sst/platform/config.d.ts" />
/** Never run: each line is an error, or the types of the platform are not what `sst.config.ts` is checked against. */
export function wrong(): void {
  // @ts-expect-error memory has a unit
  new sst.aws.Function('NoUnit', { handler: 'x.handler', memory: '1024' });
  // @ts-expect-error there is no such access
  new sst.aws.Bucket('NoAccess', { access: 'everybody' });
  // @ts-expect-error a key is no text
  new aws.kms.Key('NoKey', { enableKeyRotation: 'yes' });
}
