/**
 * | reason             | the answer                                                            |
 * |--------------------|-----------------------------------------------------------------------|
 * | syntax             | is not of the syntax that it says, or breaks off                      |
 * | entities           | has a document type, where entities are declared: XML grows by them   |
 * | remote-context     | means a context that lies elsewhere; only contexts in it are read     |
 * | too-deep           | nests deeper than 64 levels                                           |
 * | too-many-triples   | holds more than 1,000,000 triples, or 128 Mi characters in them       |
 * | long-address       | has an address of more than 2,000 characters, or a vast context       |
 * | no-catalogue       | holds no catalogue of the kind that was asked for                     |
 * | kind-unknown       | cannot be told to be of any kind; `--kind` names it                   |
 * | encoded            | is compressed, though that was not asked for                          |
 */
export type UnreadableReason =
  | 'syntax'
  | 'entities'
  | 'remote-context'
  | 'too-deep'
  | 'too-many-triples'
  | 'long-address'
  | 'no-catalogue'
  | 'kind-unknown'
  | 'encoded';

/** A page that cannot be read. The run ends there; what was read before stands. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason, cause?: unknown) {
    super(`the page cannot be read: ${reason}`, { cause });
    this.reason = reason;
  }
}
