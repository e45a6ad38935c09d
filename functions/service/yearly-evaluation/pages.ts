/** The report to be read: HTML, every character escaped, and PDF. */
import { dayInChina } from '../../domain/china-time.ts';
import { type Dimension, dimensions, figureNames, figures } from '../../domain/yearly-evaluation.ts';
import { escaped } from '../document/html.ts';
import {
  type Block,
  chineseDate,
  heading,
  measuresTitle,
  paragraph,
  quoted,
} from '../document/legal-text.ts';
import { textPdf } from '../document/pdf.ts';
import type { Report } from './report.ts';
import { dimensionWords, figureWords } from './words.ts';

type Assessed = Report['assessments'][number];

const titleOf = ({ year }: Report): string => `${year.year}年度公共数据开放评价`;
const told = (value: number | null): string => (value === null ? '—' : String(value));

/** The last day that is counted. */
const lastDay = ({ year }: Report): string => new Date(Date.parse(year.until) - 1).toISOString();

const basis = (report: Report): readonly string[] => [
  `依照${measuresTitle}第三十条、第四十七条至第四十九条，由平台的事件记录自动计算；统计期间为${report.year.year}年1月1日至${chineseDate(lastDay(report))}（北京时间）。`,
  `权重：${dimensions.map((each) => `${dimensionWords[each]} ${report.weights.weights[each]}`).join('，')}。没有可评价事项的维度不计入总分。有条件开放按 ${report.weights.conditionalShare} 计；平均每个数据集使用 ${report.weights.usesPerDataset} 次、成效 ${report.weights.outcomesPerDataset} 项为满分。`,
];
const evidence = ({ year, facts, sha256 }: Report): readonly string[] => [
  `依据的事件共 ${facts.length} 条，见 evaluation-${year.year}-events.csv：每条列出事件流、序号、散列值和时间，可与审计链核对。下载和接口查询为计数器，没有逐次事件。`,
  `evaluation-${year.year}-events.csv 的 SHA-256：${sha256}`,
];

/** `无条件开放数据集 3（3）`: the value, and how many facts are behind it. */
const figuresText = ({ figures: values }: Assessed, dimension: Dimension): string =>
  figureNames
    .filter((name) => figures[name].dimension === dimension)
    .map((name) => `${figureWords[name]} ${told(values[name].value)}`)
    .join('，');

export function reportPdf(report: Report): Promise<Uint8Array> {
  const blocks: Block[] = [
    { kind: 'title', text: titleOf(report) },
    { kind: 'number', text: `截至 ${dayInChina(lastDay(report))}` },
    ...basis(report).map(paragraph),
    ...report.assessments.flatMap((each, at) => [
      heading(`${at + 1}. ${quoted(each.name)}：${told(each.total)} 分`),
      ...dimensions.map((dimension) =>
        paragraph(
          `${dimensionWords[dimension]} ${told(each.scores[dimension])}：${figuresText(each, dimension)}`,
        ),
      ),
    ]),
  ];
  const at = lastDay(report);
  return textPdf({ title: titleOf(report), author: '吉林祥云', at, blocks, evidence: evidence(report) });
}

const style = `body{font:16px/1.7 "Noto Serif SC","Songti SC",SimSun,serif;color:#111;background:#fff;max-width:72em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em}h2{font-size:1.1em;margin:1.6em 0 .3em}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #767676;padding:.3em .5em;text-align:left}
.n{text-align:right;font-variant-numeric:tabular-nums}.scroll{overflow-x:auto}footer{margin-top:2em;border-top:1px solid #767676;font-size:.85em;overflow-wrap:anywhere}`;

const lines = (texts: readonly string[]): string => texts.map((text) => `<p>${escaped(text)}</p>`).join('\n');

export function reportHtml(report: Report): string {
  const title = escaped(titleOf(report));
  const heads = ['部门', '总分', ...dimensions.map((each) => dimensionWords[each])];
  const rows = report.assessments.map(
    ({ name, total, scores }) =>
      `<tr><th scope="row">${escaped(quoted(name))}</th>${[total, ...dimensions.map((each) => scores[each])].map((score) => `<td class="n">${told(score)}</td>`).join('')}</tr>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>
${lines(basis(report))}
<div class="scroll" role="region" tabindex="0" aria-label="${title}"><table><thead><tr>${heads.map((head, at) => `<th scope="col"${at > 0 ? ' class="n"' : ''}>${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
${report.assessments.map(agencyHtml).join('\n')}
</main><footer>${lines(evidence(report))}</footer></body></html>
`;
}

function agencyHtml(each: Assessed): string {
  const items = dimensions.map(
    (dimension) =>
      `<li><strong>${dimensionWords[dimension]} ${told(each.scores[dimension])}</strong>：${escaped(figuresText(each, dimension))}</li>`,
  );
  return `<section><h2>${escaped(quoted(each.name))}</h2><ul>${items.join('')}</ul></section>`;
}
