/** A text of the record as the value that the descriptor has, or what is wrong with it. */
import { nearest } from '../../../domain/nearest.ts';
import { clip } from '../../../domain/rule.ts';
import type { Column } from '../columns.ts';
import { partsOf } from '../text-list.ts';
import { codeOf, type VocabularyName, wordsOf } from '../vocabularies.ts';
import type { Fault, RawCell } from './raw.ts';

export type Wrong = Omit<Fault, 'at' | 'label'>;
export type Read = { readonly value: unknown } | { readonly wrong: Wrong };

const wrong = (code: string, zh: string, en: string): Read => ({ wrong: { code, zh, en } });
/** A value as a message quotes it. */
export const quoted = (text: string): string => JSON.stringify(clip(text));

function word(name: VocabularyName, text: string): Read {
  const code = codeOf(name, text);
  if (code !== undefined) return { value: code };
  const words = wordsOf(name);
  const meant = nearest(text, words);
  return wrong(
    'unknown-word',
    `${quoted(text)}不在取值之中${meant ? `，是否应为“${meant}”` : ''}；改为：${words.join('、')}`,
    `${quoted(text)} is none of the words of this column${meant ? `; did you mean ${meant}?` : ''}`,
  );
}

/** `2026/3/1`, `2026.3.1`, `20260301` and `2026年3月1日` are days too. Whether there is such a day, the rules tell. */
function day(text: string): Read {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:T00:00(?::00)?)?$/.exec(
    text,
  );
  if (!match)
    return wrong(
      'not-a-day',
      `${quoted(text)}不是日期；写成 2026-03-31`,
      `${quoted(text)} is no day; write 2026-03-31`,
    );
  const [, year, month = match[4] ?? '', dayOfMonth = match[5] ?? ''] = match;
  return { value: `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}` };
}

const yes = new Set(['是', 'true', 'yes', '1']);
const no = new Set(['否', 'false', 'no', '0']);

function yesNo(text: string): Read {
  const asked = text.toLowerCase();
  if (yes.has(asked) || no.has(asked)) return { value: yes.has(asked) };
  return wrong('not-yes-or-no', `${quoted(text)}应为“是”或者“否”`, `${quoted(text)}: write 是 or 否`);
}

function integer(text: string): Read {
  if (/^\d{1,15}$/.test(text)) return { value: Number(text) };
  return wrong('not-a-whole-number', `${quoted(text)}不是整数`, `${quoted(text)} is no whole number`);
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** By the type of the field. What does not fit it stays a text, which the rules refuse. */
function scalar(text: string, type: string | undefined): Read {
  if (type === 'boolean') return yesNo(text);
  const isNumeric = type === 'integer' || type === 'number' || type === 'year';
  return { value: isNumeric && decimal.test(text) ? Number(text) : text };
}

function source(text: string): Read {
  const [title = '', url, licence, note] = partsOf(text, '|');
  return { value: { title, ...(url && { url }), ...(licence && { licence }), ...(note && { note }) } };
}

/** All of a list, or the first that is wrong. */
function each(texts: readonly string[], read: (text: string) => Read): Read {
  const all = texts.map(read);
  return (
    all.find((one) => 'wrong' in one) ?? { value: all.map((one) => ('value' in one ? one.value : undefined)) }
  );
}

/** `type`: of the field, for its bounds and listed values. Agencies and what is derived are read elsewhere. */
export function readValue({ kind }: Column, cell: RawCell, type?: string): Read {
  const { text } = cell;
  if (cell.isError)
    return wrong(
      'error-cell',
      `单元格是错误值 ${clip(text)}；请改正`,
      `the cell holds the error ${clip(text)}`,
    );
  if (cell.isNumber && /e\+|^-?\d{16,}$/.test(text))
    return wrong(
      'digits-lost',
      '超过 15 位的数字已被表格软件舍入；将单元格设为文本，重新输入',
      'the spreadsheet has rounded a number of more than 15 digits; format the cell as text and type it again',
    );
  const values = () => cell.values ?? partsOf(text, '；').filter((part) => part !== '');
  switch (kind.is) {
    case 'word':
      return word(kind.of, text);
    case 'words':
      return each(values(), (one) => word(kind.of, one));
    case 'day':
      return day(text);
    case 'yes-no':
      return yesNo(text);
    case 'integer':
      return integer(text);
    case 'scalar':
      return scalar(text, type);
    case 'scalars':
      return each(values(), (one) => scalar(one, type));
    case 'list':
      return { value: values() };
    case 'sources':
      return each(values(), source);
    default:
      return { value: text };
  }
}
