/** Codes of the catalogue and of places. */
import { parseCatalogueCode } from './catalogue-code.ts';
import { clip, complainIf, type Rule } from './rule.ts';

/** GB/T 2260: the whole country, and Jilin with everything in it. */
const provinces = ['00', '22'];

export const placeRules: readonly Rule[] = [
  {
    code: 'catalogue-code',
    law: '发改高技〔2017〕1272号',
    check: ({ code, related }) =>
      [
        ['code', code] as const,
        ...(related ?? []).map((value, index) => [`related[${index}]`, value] as const),
      ].flatMap(([path, value]) =>
        complainIf(
          value !== undefined && parseCatalogueCode(value) === undefined,
          path,
          `${clip(value ?? '')} is not a code of the catalogue`,
          'class 1, 2 or 3 (1 digit), item (2), catalogue (3), detail, "/", sequence from 1',
        ),
      ),
  },
  {
    code: 'spatial-elsewhere',
    law: 'GB/T 2260',
    check: ({ spatial }) =>
      complainIf(
        spatial?.code !== undefined && !provinces.includes(spatial.code.slice(0, 2)),
        'spatial.code',
        `${spatial?.code} lies outside Jilin`,
        '22… for Jilin and its places, 00… for the whole country',
      ),
  },
];
