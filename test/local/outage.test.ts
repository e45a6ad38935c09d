import { describe, expect, it } from 'vitest';
import { outageLine, Unusable } from '../../functions/local/outage.ts';

const systemError = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`${code}: it failed`), { code, ...more });

const lineOf = (error: unknown): string | undefined => outageLine(error, '/data');

/** What the machine says, and what the operator must be told to do. */
const outages: readonly [what: string, error: Error, told: RegExp][] = [
  ['a taken port', systemError('EADDRINUSE', { port: 4321 }), /^port 4321 is taken: .* PORT /],
  ['a full disk', systemError('ENOSPC', { path: '/data/x' }), /^the disk with \/data\/x is full: free /],
  ['a full disk, told by SQLite', new Error('database or disk is full'), /^the disk with \/data is full: /],
  [
    'a full disk, told by DuckDB',
    new Error('IO Error: No space left on device'),
    /^the disk with \/data is full: /,
  ],
  [
    'a full disk, told by the build',
    new Error('Building failed\nENOSPC: no space left on device'),
    /is full: /,
  ],
  ['a file that may not grow', systemError('EFBIG', { path: '/data/x' }), /ulimit -f/],
  ['a file that may not grow, told by SQLite', new Error('disk I/O error'), /^writing to \/data failed: /],
  ['no permission', systemError('EACCES', { path: '/data' }), /^no permission for \/data: .* DATA_DIR$/],
  ['a read-only disk', systemError('EROFS', { path: '/data' }), /^\/data is on a read-only file system: /],
  ['a read-only database', new Error('attempt to write a readonly database'), /^no permission for \/data: /],
  [
    'a file in place of a directory',
    systemError('ENOTDIR', { path: '/data' }),
    /^\/data is not a directory: /,
  ],
  ['too many open files', systemError('EMFILE'), /ulimit -n/],
  [
    'a service that does not answer',
    systemError('ECONNREFUSED', { address: '127.0.0.1', port: 8000 }),
    /^nothing answers at 127\.0\.0\.1:8000: check the AWS_ENDPOINT_URL_/,
  ],
];

describe('an outage', () => {
  it.each(outages)('is told in one line that says what to do: %s', (_, error, told) => {
    const line = lineOf(error);
    expect(line).toMatch(told);
    expect(line).not.toContain('\n');
  });

  it('is recognised behind the error that reports it', () => {
    const cause = systemError('ENOSPC', { path: '/data/x' });
    expect(lineOf(new Error('could not store it', { cause }))).toMatch(/^the disk with \/data\/x is full/);
  });

  it('keeps the words of what says itself how it is mended', () => {
    expect(lineOf(new Unusable('there is no x: set Y'))).toBe('there is no x: set Y');
  });

  it('is nothing else: a bug keeps its stack', () => {
    for (const error of [new TypeError('x is not a function'), systemError('EWHATEVER'), 'text', undefined])
      expect(lineOf(error)).toBeUndefined();
  });
});
