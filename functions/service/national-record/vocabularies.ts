/** Codes of the catalogue in the words of the national guide (发改高技〔2017〕1272号), and the words by which they are recognised. */
import {
  acquisitionNames,
  baseLibraryNames,
  dataLevelNames,
  fieldTypeNames,
  groundNames,
  namesIn,
  opennessNames,
  priorityNames,
  sensitivityNames,
  sharingNames,
  themeNames,
  updateCycleNames,
} from '../../domain/names.ts';

export interface Vocabulary {
  /** As the record says it, by code. */
  readonly words: Readonly<Record<string, string>>;
  /** Other words that mean a code: of the Measures, of other provinces. */
  readonly others?: Readonly<Record<string, string>>;
}

const measuresSharing = Object.entries(sharingNames).map(([code, { zh }]) => [zh, code]);

export const vocabularies = {
  openness: {
    words: namesIn('zh', opennessNames),
    others: { 不予开放: 'withheld', 受限开放: 'conditional' },
  },
  sharing: {
    words: { unconditional: '无条件共享', authorised: '有条件共享', withheld: '不予共享' },
    others: Object.fromEntries(measuresSharing),
  },
  ground: { words: namesIn('zh', groundNames) },
  applicants: { words: { any: '不限', organisation: '法人和非法人组织' } },
  theme: {
    words: Object.fromEntries(Object.entries(themeNames).map(([code, { zh }]) => [code, `${code} ${zh}`])),
    others: Object.fromEntries(Object.entries(themeNames).map(([code, { zh }]) => [zh, code])),
  },
  baseLibrary: { words: namesIn('zh', baseLibraryNames) },
  acquisition: { words: namesIn('zh', acquisitionNames) },
  dataLevel: {
    words: namesIn('zh', dataLevelNames),
    others: { 一般: 'general', 重要: 'important', 核心: 'core' },
  },
  priority: { words: namesIn('zh', priorityNames) },
  updateCycle: {
    words: namesIn('zh', updateCycleNames),
    others: { 每天: 'daily', 每季: 'quarterly', 半年: 'half-yearly' },
  },
  fieldType: { words: namesIn('zh', fieldTypeNames) },
  sensitivity: { words: namesIn('zh', sensitivityNames) },
  contains: {
    words: {
      'order-number': '业务编号',
      'credit-code': '统一社会信用代码',
      'agency-contact': '单位联系方式',
      'public-office-holder': '公职人员信息',
    },
  },
} as const satisfies Readonly<Record<string, Vocabulary>>;

export type VocabularyName = keyof typeof vocabularies;

/** The word for a code; the code itself where there is none. */
export function wordOf(name: VocabularyName, code: string): string {
  const { words }: Vocabulary = vocabularies[name];
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? code;
}

/** The words of a vocabulary, in their order. */
export const wordsOf = (name: VocabularyName): readonly string[] => Object.values(vocabularies[name].words);

/** The code that a word, or the code itself, stands for. */
export function codeOf(name: VocabularyName, text: string): string | undefined {
  const { words, others = {} }: Vocabulary = vocabularies[name];
  if (Object.hasOwn(words, text)) return text;
  const found = Object.entries(words).find(([, word]) => word === text)?.[0];
  return found ?? (Object.hasOwn(others, text) ? others[text] : undefined);
}
