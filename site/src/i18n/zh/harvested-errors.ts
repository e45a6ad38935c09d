/** The error codes of what was harvested in Chinese. */
import type { HarvestedProblemCode } from '../../../../functions/problem-harvested.ts';

export const harvestedErrors: Readonly<
  Record<HarvestedProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-harvested': { title: '没有这个采集条目，或者与你无关', advice: '核对条目标识。' },
  'gone-at-source': { title: '来源平台已不再列出这个条目', advice: '退回它，或者等它重新出现。' },
  'changed-at-source': { title: '来源平台上的内容与你看到的不同', advice: '重新查看后再决定。' },
  'harvested-not-publishable': { title: '这个条目还不能发布', advice: '逐条改正 `defects`。' },
};
