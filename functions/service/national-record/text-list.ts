/** Several values as one text: parted by a sign, and what holds the sign itself written with a backslash before it. */

/** Values of a cell, parted by `；`. */
export const escapedList = (values: readonly (string | number)[]): string =>
  escapedParts(values.map(String), '；');

export function escapedParts(values: readonly string[], separator: '；' | '|'): string {
  const signs = separator === '；' ? /[\\;；\n]/g : /[\\|]/g;
  return values.map((value) => value.replaceAll(signs, (sign) => `\\${sign}`)).join(separator);
}

/** Takes them apart again: at `；`, `;` and line ends, or at `|`. Values are trimmed. */
export function partsOf(text: string, separator: '；' | '|'): string[] {
  const signs = separator === '；' ? ';；\n' : '|';
  const parts: string[] = [''];
  let isEscaped = false;
  for (const sign of text) {
    const last = parts.length - 1;
    if (!isEscaped && sign === '\\') isEscaped = true;
    else if (!isEscaped && signs.includes(sign)) parts.push('');
    else {
      const isSpecial = sign === '\\' || signs.includes(sign);
      parts[last] += isEscaped && !isSpecial ? `\\${sign}` : sign;
      isEscaped = false;
    }
  }
  if (isEscaped) parts[parts.length - 1] += '\\';
  return parts.map((part) => part.trim());
}
