/** What the national guide asks for and the platform holds in another form: told from the entry, and never stored. */
import type { Field } from '../../domain/dataset.ts';

/** 信息资源分类, by the first digit of the code. */
const categories: Readonly<Record<string, string>> = {
  '1': '基础信息资源',
  '2': '主题信息资源',
  '3': '部门信息资源',
};
export const categoryOf = (code: string): string => categories[code.slice(0, 1)] ?? '';

/** 数据类型 of the guide, by its letter. */
export const guideTypes = {
  C: '字符型',
  N: '数值型',
  Y: '货币型',
  D: '日期型',
  T: '日期时间型',
  L: '逻辑型',
  M: '备注型',
  G: '通用型',
  B: '双精度型',
  I: '整型',
  F: '浮点型',
} as const;
export type GuideType = keyof typeof guideTypes;

const letters: Readonly<Record<Field['type'], GuideType>> = {
  string: 'C',
  integer: 'I',
  number: 'N',
  boolean: 'L',
  date: 'D',
  datetime: 'T',
  year: 'I',
  geopoint: 'C',
};

/** The platform's types that a type of the guide may be, the usual one first; 通用型 is none of a table's. */
export const typesOf: Readonly<Record<GuideType, readonly Field['type'][]>> = {
  C: ['string', 'geopoint'],
  M: ['string', 'geopoint'],
  N: ['number', 'integer', 'year'],
  Y: ['number', 'integer'],
  B: ['number'],
  F: ['number'],
  I: ['integer', 'year'],
  D: ['date'],
  T: ['datetime'],
  L: ['boolean'],
  G: [],
};

/** `字符型C`. */
export const guideWord = (letter: GuideType): string => `${guideTypes[letter]}${letter}`;
export const guideTypeOf = (type: Field['type']): string => guideWord(letters[type]);

/** `C`, `字符型` and `字符型C` are the same. */
export function guideLetter(text: string): GuideType | undefined {
  const asked = text.toUpperCase();
  const all = Object.keys(guideTypes) as GuideType[];
  return all.find((letter) => [letter, guideTypes[letter], guideWord(letter)].includes(asked));
}
