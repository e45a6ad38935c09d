/** 信息资源代码 of the national catalogue guide (发改高技〔2017〕1272号): class, item, catalogue, detail, sequence. */
export interface CatalogueCode {
  /** 类: 1 base, 2 thematic, 3 departmental. */
  readonly category: string;
  /** 项, two digits. */
  readonly item: string;
  /** 目, three digits. */
  readonly catalogue: string;
  /** 细目, any length; empty when there is none. */
  readonly detail: string;
  /** 顺序码, counts from 1. */
  readonly sequence: string;
}

/** The parts of a code such as `307008001/1`; undefined when it is none. */
export function parseCatalogueCode(code: string): CatalogueCode | undefined {
  const match = /^([1-3])(\d{2})(\d{3})(\d*)\/(\d+)$/.exec(code);
  if (!match) return undefined;
  const [, category = '', item = '', catalogue = '', detail = '', sequence = ''] = match;
  return /[1-9]/.test(sequence) ? { category, item, catalogue, detail, sequence } : undefined;
}
