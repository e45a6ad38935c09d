/** Reading small JSON bodies: bounded, and every mistake named. */
import { type } from 'arktype';
import type { ParameterError } from '../service/query/query.ts';
import { invalidRequest, problem } from './answer.ts';
import type { AppContext } from './deps.ts';
import { boundedBytes } from './http/bounded-body.ts';

/** Of a command. */
const usualBytes = 65_536;

/** The JSON body checked by `schema`, or the problem to answer with. */
export async function readBody<T>(
  c: AppContext,
  schema: (data: unknown) => T | type.errors,
  mostBytes: number = usualBytes,
): Promise<{ readonly value: T } | { readonly refused: Response }> {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? ''))
    return { refused: problem(c, 'unsupported-media-type', { detail: 'Send application/json.' }) };
  const text = await boundedText(c.req.raw.body, mostBytes);
  if (text === undefined)
    return { refused: problem(c, 'too-large', { detail: `The body has at most ${mostBytes} bytes.` }) };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { refused: invalidRequest(c, [{ field: '', message: 'the body is not JSON' }]) };
  }
  const value = schema(data);
  if (value instanceof type.errors) return { refused: invalidRequest(c, bodyErrors(value)) };
  return { value };
}

async function boundedText(
  body: ReadableStream<Uint8Array> | null,
  mostBytes: number,
): Promise<string | undefined> {
  return (await boundedBytes(body, mostBytes))?.toString('utf8');
}

/** What arktype found, each by its path; the values themselves are left out. */
function bodyErrors(errors: type.errors): ParameterError[] {
  return [...errors].map((error) => ({ field: error.path.join('.'), message: `must be ${error.expected}` }));
}
