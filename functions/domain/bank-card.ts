/** Numbers of payment cards (ISO/IEC 7812): issuer range, length and Luhn check. */

/** Issuer ranges in use, with their lengths. */
const ranges: readonly {
  readonly issuer: string;
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
}[] = [
  { issuer: 'UnionPay', prefix: /^62/, lengths: [16, 17, 18, 19] },
  { issuer: 'Visa', prefix: /^4/, lengths: [16, 19] },
  { issuer: 'Mastercard', prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { issuer: 'American Express', prefix: /^3[47]/, lengths: [15] },
  { issuer: 'JCB', prefix: /^35/, lengths: [16, 17, 18, 19] },
];

/** Luhn: every second digit from the right doubled, its digits summed; the total ends in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = index % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Whether digits without separators can be a card. One in ten random numbers of an issuer's range can, too. */
export function isBankCard(digits: string): boolean {
  return (
    /^\d+$/.test(digits) &&
    ranges.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits)) &&
    passesLuhn(digits)
  );
}
