import { describe, expect, it } from 'vitest';
import type { CommandOf, ItemRemark } from '../../functions/domain/application-command.ts';
import type { ApplicationForm } from '../../functions/domain/application-form.ts';
import type { Application } from '../../functions/domain/application-state.ts';
import type { GuideItemId } from '../../functions/domain/guide.ts';
import { actors, answer, at, continued, form, guide, refusalOf } from './application-given.ts';

const { member, reviewer } = actors;
const returning = (...items: readonly GuideItemId[]): CommandOf<'return'> => {
  return { type: 'return', corrections: items.map((item) => ({ item, message: `请更正${item}` })) };
};
const submitting = (
  changed: Partial<ApplicationForm>,
  ...explanations: ItemRemark[]
): CommandOf<'submit'> => {
  return { type: 'submit', form: { ...form, ...changed }, explanations };
};

const purpose = '供三家供水企业预警来水水质，提前六小时';
/** Returned for its purpose and its security, resubmitted with another purpose and security explained. */
const explained: ItemRemark = { item: 'security', message: '制度文本涉密，已当面说明' };
const second: Application = continued(
  at('submitted'),
  [returning('purpose', 'security'), reviewer],
  [submitting({ purpose }, explained), member],
);

describe('一次性告知 (Art. 34)', () => {
  it('takes any number of corrections in the first return, several of one item too', () => {
    const corrections = [
      ...returning('purpose', 'term').corrections,
      { item: 'purpose', message: '再说明' } as const,
    ];
    const returned = continued(at('submitted'), [{ type: 'return', corrections }, reviewer]);
    expect(returned.rounds.at(-1)?.returned?.corrections).toEqual(corrections);
  });

  it('ties each correction to an item of the guide', () => {
    const guided = {
      ...at('submitted'),
      guide: { ...guide, items: guide.items.filter(({ id }) => id !== 'scope') },
    };
    expect(refusalOf(guided, returning('scope', 'purpose'), reviewer)).toMatchObject({
      code: 'unknown-item',
      items: ['scope'],
    });
  });

  it('asks for words, not for white space', () => {
    const blank: CommandOf<'return'> = {
      type: 'return',
      corrections: [{ item: 'purpose', message: ' 　\n' }],
    };
    expect(answer(at('submitted'), blank, reviewer)).toBe('blank-text');
  });

  it('refuses a second return for what was visible the first time, told then or not', () => {
    expect(refusalOf(second, returning('term', 'security', 'purpose'), reviewer)).toMatchObject({
      code: 'already-told',
      items: ['term', 'security'],
    });
  });

  it('lets a changed answer raise new grounds', () => {
    expect(answer(second, returning('purpose'), reviewer)).toBe('returned');
  });

  it('remembers every earlier return, not only the last', () => {
    const third = continued(
      second,
      [returning('purpose'), reviewer],
      [submitting({ purpose: form.purpose, term: 6 }), member],
    );
    expect(refusalOf(third, returning('purpose', 'term'), reviewer).items).toEqual(['purpose']);
    expect(answer(third, returning('term'), reviewer)).toBe('returned');
  });

  it.each([
    ['white space', { security: `${form.security}\n` }],
    ['the order of columns', { fields: [...(form.fields ?? [])].reverse() }],
    ['full-width characters', { contact: { ...form.contact, phone: '０４３１-88904567' } }],
  ] as readonly [string, Partial<ApplicationForm>][])('takes %s for no change', (_, changed) => {
    const items = ['security', 'fields', 'field-reasons', 'contact'] as const;
    const again = continued(
      at('submitted'),
      [returning('purpose'), reviewer],
      [submitting({ purpose, ...changed }), member],
    );
    expect(refusalOf(again, returning(...items), reviewer).items).toEqual(items);
  });

  it('leaves the agency to decide where nothing new can be asked', () => {
    expect(answer(second, { type: 'accept' }, reviewer)).toBe('accepted');
    const grounds = { reason: '未按要求补正', legalBasis: '《办法》第三十四条' };
    expect(answer(second, { type: 'reject', decision: '2026-9', ...grounds }, reviewer)).toBe('rejected');
  });
});

describe('answering a return', () => {
  const returned = continued(at('submitted'), [returning('purpose', 'security'), reviewer]);

  it('corrects everything that was named, or says why not', () => {
    expect(refusalOf(returned, submitting({}), member).items).toEqual(['purpose', 'security']);
    expect(refusalOf(returned, submitting({ purpose }), member).items).toEqual(['security']);
    expect(answer(returned, submitting({ purpose }, explained), member)).toBe('submitted');
  });

  it('explains with words, and nothing that was not asked', () => {
    const blank: ItemRemark = { item: 'security', message: ' ' };
    expect(answer(returned, submitting({ purpose }, blank), member)).toBe('blank-text');
    const unasked: ItemRemark = { item: 'term', message: '期限合适' };
    expect(refusalOf(returned, submitting({ purpose }, explained, unasked), member)).toMatchObject({
      code: 'unknown-item',
      items: ['term'],
    });
    expect(answer(at('draft'), submitting({}, explained), member)).toBe('unknown-item');
  });

  it('is measured by the guide it was first submitted under, and by the columns there are now', () => {
    const stricter = {
      ...guide,
      items: guide.items.map((item) => (item.id === 'purpose' ? { ...item, minimum: 500 } : item)),
    };
    const answered = submitting({ purpose }, explained);
    expect(answer(returned, answered, member, { guide: stricter })).toBe('submitted');
    const narrower = { ...guide, fields: guide.fields.filter(({ name }) => name !== 'value') };
    expect(refusalOf(returned, answered, member, { guide: narrower }).defects).toMatchObject([
      { code: 'unknown-field', path: 'fields[2].name' },
    ]);
  });
});
