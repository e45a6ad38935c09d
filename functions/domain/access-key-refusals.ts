/** Why a command on the keys of a grant is refused: a code, and what to do. */

/** Keys of one grant that are valid at the same time. */
export const mostKeys = 10;

export const accessKeyRefusals = {
  'unknown-key': 'there is no such key, or you have nothing to do with it; check the id',
  'grant-not-active':
    'keys are made while the grant has effect: after the agreement is signed, before it ends',
  'too-many-keys': `a grant has at most ${mostKeys} valid keys; revoke one that is not needed`,
  'key-ended': 'this key is revoked or replaced already; make another',
  'keys-overtaken': 'somebody else keeps changing these keys; look at them and try again',
} as const;
export type AccessKeyRefusalCode = keyof typeof accessKeyRefusals;
