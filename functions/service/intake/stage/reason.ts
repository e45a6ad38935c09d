import type { SourceFile } from '../context.ts';

/** Why DuckDB cannot read a file, in a sentence for its publisher, without paths of this machine. */
export interface Unreadable {
  readonly reason: string;
}

/**
 * DuckDB tells by exceptions what it cannot read: the answer then is why. Anything else, such as a full disk or too
 * little memory, is thrown on.
 * @param read the path that was read, when it is a copy.
 */
export async function readable<T extends object | number>(
  work: Promise<T>,
  file: SourceFile,
  read = file.path,
): Promise<T | Unreadable> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || !isAboutContent(error.message)) throw error;
    return { reason: sentence(error.message, file, read) };
  }
}

export function isUnreadable(answer: object | number): answer is Unreadable {
  return typeof answer === 'object' && 'reason' in answer;
}

function isAboutContent(message: string): boolean {
  if (/^(Invalid|Conversion|Serialization)( Input)? Error/.test(message)) return true;
  return message.startsWith('IO Error') && !/\bwrit|no space|quota|temp/i.test(message);
}

function sentence(message: string, file: SourceFile, read: string): string {
  const lines = message.replaceAll(read, file.name).split('\n').slice(0, 3);
  const bare = lines
    .join(' ')
    .replace(/^[A-Z][A-Za-z ]* Error: /, '')
    .trim();
  return `${bare.slice(0, 300).replace(/[.:]*$/, '')}.`;
}
