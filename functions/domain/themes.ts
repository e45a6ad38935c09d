/** The national themes 201–217 of the catalogue guide, and the EU data themes they correspond to. */

const euThemes = 'http://publications.europa.eu/resource/authority/data-theme/';

/** The first is the principal one. Source: EU Vocabularies, data-theme. */
const correspondence = {
  '201': ['HEAL'], // 全民健康保障
  '202': ['SOCI'], // 全民住房保障
  '203': ['SOCI'], // 全民社会保障
  '204': ['HEAL'], // 药品安全监督
  '205': ['AGRI', 'HEAL'], // 食品安全监管; AGRI includes food
  '206': ['JUST', 'ECON'], // 安全生产监督; JUST includes public safety
  '207': ['ECON'], // 市场价格监管
  '208': ['ECON'], // 金融监管
  '209': ['ENER'], // 能源安全保障
  '210': ['ECON', 'JUST'], // 信用体系建设
  '211': ['ENVI'], // 生态环境保护
  '212': ['JUST'], // 应急维稳保障
  '213': ['JUST', 'GOVE'], // 行政执法监督
  '214': ['JUST', 'GOVE'], // 民主法治建设
  '215': ['GOVE'], // 执政能力建设
  '216': ['ECON', 'GOVE'], // 投资审批
  '217': ['GOVE', 'ECON'], // 公共资源交易
} as const;

export type Theme = keyof typeof correspondence;
export const themes = Object.keys(correspondence) as readonly Theme[];

export function isTheme(code: string): code is Theme {
  return Object.hasOwn(correspondence, code);
}

/** URIs of the EU data themes of a national theme, the principal one first. */
export function euThemesOf(theme: Theme): readonly string[] {
  return correspondence[theme].map((code) => euThemes + code);
}
