/** The problems of what was harvested: status for each refusal; title and advice are the two halves of its words. */
import { type OwnHarvestedRefusalCode, ownHarvestedRefusals } from './domain/harvested-refusals.ts';

const statuses: Readonly<Record<OwnHarvestedRefusalCode, number>> = {
  'unknown-harvested': 404,
  'gone-at-source': 409,
  'changed-at-source': 409,
  'harvested-not-publishable': 422,
};

export type HarvestedProblemCode = OwnHarvestedRefusalCode;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const harvestedProblems = Object.fromEntries(
  Object.entries(ownHarvestedRefusals).map(([code, words]) => {
    const [title = '', ...rest] = words.split('; ');
    const status = statuses[code as OwnHarvestedRefusalCode];
    return [code, { status, title: sentence(title), advice: `${sentence(rest.join('; '))}.` }];
  }),
) as Readonly<
  Record<HarvestedProblemCode, { readonly status: number; readonly title: string; readonly advice: string }>
>;
