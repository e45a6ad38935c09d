/** Something that an operator can mend; the message says how. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

const writeFailed = (what: string): string =>
  `writing to ${what} failed: check the disk and the limit on file sizes (ulimit -f), then run the same command again`;

/** Turns what the machine refuses into one clear line that says what to do; anything else is a bug and keeps its stack. */
const lines: Readonly<Record<string, (what: string) => string>> = {
  EADDRINUSE: (what) => `port ${what} is taken: stop what listens there or set PORT to another one`,
  EACCES: (what) => `no permission for ${what}: make it readable and writable for this user, or set DATA_DIR`,
  EPERM: (what) => `no permission for ${what}: make it readable and writable for this user, or set DATA_DIR`,
  EROFS: (what) => `${what} is on a read-only file system: set DATA_DIR to a writable directory`,
  ENOSPC: (what) => `the disk with ${what} is full: free some space and run the same command again`,
  EFBIG: writeFailed,
  EIO: writeFailed,
  EDQUOT: (what) => `the disk quota for ${what} is used up: free some space and run the same command again`,
  ENOTDIR: (what) => `${what} is not a directory: set DATA_DIR to a directory`,
  EMFILE: (what) => `too many open files (${what}): raise the limit with ulimit -n`,
  ECONNREFUSED: (what) => `nothing answers at ${what}: check the AWS_ENDPOINT_URL_… settings`,
  ResourceNotFoundException: () => 'there is no such table: check DYNAMODB_TABLE and AWS_REGION',
  NoSuchBucket: () => 'there is no such bucket: check S3_BUCKETS and AWS_REGION',
  CredentialsProviderError: () => 'there are no AWS credentials: set AWS_PROFILE, or what else the SDK reads',
};

const sqliteLines: readonly [pattern: RegExp, code: string][] = [
  [/database or disk is full|No space left on device/i, 'ENOSPC'],
  [/disk I\/O error/i, 'EIO'],
  [/readonly database|unable to open database file|Read-only file system/i, 'EACCES'],
];

/** The line for a system error, or undefined when it is not one that an operator can mend. */
export function outageLine(error: unknown, dataDirectory: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Unusable) return error.message;
  const { code, name, path, port, address, message } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
  };
  const fromMessage = sqliteLines.find(([pattern]) => pattern.test(message))?.[1];
  const line = lines[code ?? ''] ?? lines[name] ?? lines[fromMessage ?? ''];
  const where =
    code === 'ECONNREFUSED' ? `${address}:${port}` : port ? String(port) : (path ?? dataDirectory);
  if (line) return line(where);
  return error.cause === undefined ? undefined : outageLine(error.cause, dataDirectory);
}
