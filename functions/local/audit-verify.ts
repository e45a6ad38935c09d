/**
 * `npm run audit:verify -- [--heads] [--against FILE] [--log KEY]`: walks the hash chain of every event stream. Exit 0 when all are
 * intact, 1 when one is broken, 2 when the call is off. `--heads` prints length and last hash of each stream to keep
 * elsewhere; `--against` demands that the chains still lead through what such a file holds;
 * `--log` that they lead through what the public log was signed over each day, with this public key of the log.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type } from 'arktype';
import { type Anchors, type AuditFault, auditStreams } from '../service/audit.ts';
import { signedHeads } from '../service/log/signed-heads.ts';
import { runOnAnyStores } from './command.ts';
import { UsageError } from './usage-error.ts';

const meanings: Readonly<Record<AuditFault, string>> = {
  gap: 'this event is missing',
  order: 'another event stands in its place',
  hash: 'this event is not the one that was written',
  truncated: 'the stream ends before this event, but it was written',
  head: "this event is not the one that the stream's row in the index of heads tells",
  row: 'a row by which keys open data is not what the events up to this one say',
  unreadable: 'what is stored here is no event any more',
  anchor: 'this event is not the one that was noted elsewhere',
};

const headLine = type('string.json.parse').to({
  stream: 'string > 0',
  length: 'number.integer > 0',
  hash: /^[0-9a-f]{64}$/,
});

await runOnAnyStores(async ({ records, blobs }) => {
  const { values } = parseArgs({
    options: {
      heads: { type: 'boolean', default: false },
      against: { type: 'string' },
      log: { type: 'string' },
    },
  });
  const lines = await readLines(values.against);
  if (values.log !== undefined) {
    const found = await signedHeads({ records, blobs }, values.log);
    if (found.outcome === 'broken') {
      console.error(`x the public log: ${found.problem}`);
      return 1;
    }
    lines.push(...found.lines.map((line) => ({ at: 'the public log', line })));
  }
  const anchors = readAnchors(lines);
  let [streams, events, broken] = [0, 0, 0];
  for await (const check of auditStreams(records, anchors)) {
    [streams, events] = [streams + 1, events + check.length];
    const { stream } = check;
    if (check.outcome === 'broken') {
      broken += 1;
      console.error(`x ${stream}: event ${check.sequence}: ${check.fault}: ${meanings[check.fault]}`);
    } else if (values.heads)
      console.log(JSON.stringify({ stream, length: check.length, hash: check.lastHash }));
  }
  if (streams === 0)
    throw new UsageError('there are no records here: check DATA_DIR, RECORDS and DYNAMODB_TABLE');
  const verdict = broken > 0 ? `x ${broken} broken` : '= all intact';
  console.error(`${verdict}: ${streams} streams, ${events} events`);
  return broken > 0 ? 1 : 0;
});

/** A line of heads, and where it stands. */
interface Line {
  readonly at: string;
  readonly line: string;
}

/** What `--heads` printed, once or several times. */
async function readLines(path: string | undefined): Promise<Line[]> {
  if (path === undefined) return [];
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(error.message);
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ at: `${path}:${index + 1}`, line }));
}

function readAnchors(lines: readonly Line[]): Anchors {
  const anchors = lines.map(({ at, line }) => {
    const head = headLine(line);
    if (head instanceof type.errors) throw new UsageError(`${at}: ${head.summary}`);
    return { stream: head.stream, sequence: head.length, hash: head.hash };
  });
  return Map.groupBy(anchors, ({ stream }) => stream);
}
