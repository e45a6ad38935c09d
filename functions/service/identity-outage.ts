/** The provider's keys could not be read: nobody can tell whether a token is valid. */
export class IdentityOutage extends Error {
  override readonly name = 'IdentityOutage';
}
