import { describe, expect, it } from 'vitest';
import { isBlank, visible } from '../../functions/domain/visible-text.ts';
import { actors, answer, at, commands, continued, form, refusalOf } from './application-given.ts';

const nothing = ['\u200b', '\u{e0041}', '\u2060\ufeff', '\u3164', '\ufe0f', '\u034f', '\u2800', '\0', '　\n'];

describe('a text of which nobody sees anything', () => {
  it.each(nothing)('is blank: %j', (text) => {
    expect([isBlank(text), isBlank(text.repeat(40)), isBlank(`甲${text}`)]).toEqual([true, true, false]);
    expect(visible(`${text}甲 乙${text}`)).toBe('甲 乙');
  });

  it('is no reason and no basis of a decision, and no purpose of a grant', () => {
    const { reviewer } = actors;
    const { approve, reject } = commands;
    for (const text of nothing.map((each) => each.repeat(10))) {
      expect(answer(at('accepted'), { ...reject, reason: text }, reviewer)).toBe('blank-text');
      expect(answer(at('accepted'), { ...reject, legalBasis: text }, reviewer)).toBe('blank-text');
      const grant = { ...approve.grant, purpose: text };
      expect(answer(at('accepted'), { ...approve, grant }, reviewer)).toBe('blank-text');
    }
  });

  it('is no answer in a form, and adds nothing to one that is too short', () => {
    for (const text of nothing) {
      const submitted = { type: 'submit', form: { ...form, purpose: `水质${text.repeat(20)}` } } as const;
      expect(refusalOf(at('draft'), submitted, actors.member)).toMatchObject({
        defects: [{ item: 'purpose', code: 'too-short' }],
      });
    }
  });

  it('is no correction of what was returned', () => {
    const correction = { item: 'purpose', message: '请说明' } as const;
    const returned = continued(at('submitted'), [
      { type: 'return', corrections: [correction] },
      actors.reviewer,
    ]);
    for (const text of nothing) {
      const again = { type: 'submit', form: { ...form, purpose: `${text}${form.purpose}${text}` } } as const;
      expect(refusalOf(returned, again, actors.member)).toMatchObject({
        code: 'not-corrected',
        items: ['purpose'],
      });
    }
  });
});
