import { expect, it, vi } from 'vitest';

const words = { locale: 'zh', agencies: [], shared: { listComma: '、' }, page: { terms: {} }, problems: {} };
vi.stubGlobal('document', { getElementById: () => ({ textContent: JSON.stringify(words) }) });
const { correctionsOf, startOf, writtenOf } = await import(
  '../../site/src/scripts/online/harvested-parts.ts'
);

const draft = { title: '水质', keywords: ['Changchun, China', '水'] };
const start = startOf(draft);

it('an entry of which nothing was changed is accepted as its source tells it, commas in keywords included', () => {
  expect(correctionsOf(draft, start, writtenOf(start))).toEqual({});
});

it('keywords that were changed are divided by commas', () => {
  const written = { ...writtenOf(start), keywords: '水，监测' };
  expect(correctionsOf(draft, start, written)).toEqual({ keywords: ['水', '监测'] });
});
