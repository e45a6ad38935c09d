/**
 * Whether a spreadsheet would run a cell as a formula when the CSV is opened (OWASP: CSV injection).
 * Plain numbers, percentages, amounts and phone numbers with a sign are not formulas.
 */
export function formulaLike(text: string): boolean {
  const first = text[0];
  if (first === '\t' || first === '\r') return true;
  const plain = text.normalize('NFKC'); // spreadsheets of some locales take ＝ and ＠ for = and @
  if (plain[0] === '=' || plain[0] === '@') return plain.length > 1;
  if (plain[0] !== '+' && plain[0] !== '-') return false;
  return !isHarmless(plain.slice(1).trim());
}

/** What may follow a sign: nothing, dashes, a number, or digits grouped as in a phone number. */
function isHarmless(rest: string): boolean {
  return (
    /^[-+ ]*$/.test(rest) ||
    /^(?:\d+(?:,\d{3})*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s?%?$/.test(rest) ||
    /^86[\d -]{7,20}$/.test(rest)
  );
}
