/** Datasets of two agencies: open, conditional, withheld, withdrawn, and one that the privacy gate holds back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { Agency } from '../../../functions/domain/agency.ts';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import { registerAgencies } from '../../../functions/service/agencies.ts';
import { descriptor, type Publishing } from '../../service/publication/publishing.ts';
import { visitFields, visits } from '../../support/granted-platform.ts';

const shipped = readFileSync(join(import.meta.dirname, '../../../datasets/agencies.json'), 'utf8');

const conditional: Dataset['openness'] = {
  class: 'conditional',
  ground: 'continuous',
  reason: '需要持续获取',
  legalBasis: '《办法》第二十八条',
  conditions: '说明用途并签署使用协议',
};
const authorised: Dataset['sharing'] = {
  type: 'authorised',
  reason: '仅供履职使用',
  legalBasis: '《办法》第二十五条',
};
const withheld: Dataset['openness'] = {
  class: 'withheld',
  ground: 'personal-privacy',
  reason: '涉及个人隐私',
  legalBasis: '《办法》第二十八条',
};

const table = [
  visitFields.map(({ name }) => name).join(','),
  ...visits(40).map((visit) => Object.values(visit).join(',')),
].join('\n');
const gated = { openness: conditional, fields: visitFields, data: { path: 'table.csv' } };
const small = (name: string) => `id,name\n1,${name}\n2,无\n`;

/** Personal data, so that it is never published. */
export const blockedTitle = '从未公开的名册';

type Publication = readonly [changes: Partial<Dataset>, text: string, outcome: string];
const ofMarket: readonly Publication[] = [
  [{ id: 'market-gated', ...gated }, table, 'published'],
  [{ id: 'market-open' }, small('松花江'), 'published'],
  [{ id: 'market-brief' }, small('牡丹江'), 'published'],
  [{ id: 'market-gone' }, small('饮马河'), 'published'],
  [{ id: 'market-blocked', title: blockedTitle }, small('联系13800138000'), 'blocked'],
  [{ id: 'market-withheld', openness: withheld, data: undefined }, '', 'published'],
];
const ofEcology: readonly Publication[] = [
  [{ id: 'ecology-gated', ...gated, sharing: authorised }, `${table}\n`, 'published'],
  [{ id: 'ecology-open' }, small('图们江'), 'published'],
];

/** Publishes them as the demo accounts of the two agencies. */
export async function publishEverything(publishing: Publishing, actor: (id: string) => Actor): Promise<void> {
  const agencies = JSON.parse(shipped) as Agency[];
  await registerAgencies(publishing.deps.records, agencies, 'test', publishing.deps.now);
  const all = [
    ...ofMarket.map((each) => [...each, 'market-regulation', 'market-publisher'] as const),
    ...ofEcology.map((each) => [...each, 'ecology', 'ecology-publisher'] as const),
  ];
  for (const [index, [changes, text, outcome, publisher, account]] of all.entries()) {
    const { data = { path: 'table.csv' } } = changes;
    const code = `307008211001/${20 + index}`;
    const named = { code, publisher, responsibleDepartment: publisher, ...changes };
    const { data: _data, ...plain } = descriptor(named);
    const dataset = 'data' in changes && !changes.data ? plain : { ...plain, data };
    const result = await publishing.publish(dataset, { 'table.csv': text }, { actor: actor(account) });
    if (result.outcome !== outcome)
      throw new Error(`${dataset.id}: ${JSON.stringify(result).slice(0, 2000)}`);
  }
  const gone = { id: 'market-gone', actor: actor('market-publisher'), reason: '不再需要' };
  await publishing.service.withdrawDataset(gone);
}
