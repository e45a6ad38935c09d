import { type } from 'arktype';
import { describe, expect, it } from 'vitest';
import { applicationBody, applicationCommandTypes } from '../../functions/domain/application-command.ts';
import { commands, form, terms } from './application-given.ts';

/** Members that only the service adds. */
const facts = ['decision', 'agreement', 'session', 'qualified', 'application', 'renews'];
const isRead = (document: unknown) => !(applicationBody(document) instanceof type.errors);

const bodies = applicationCommandTypes.map((name) => {
  const members = Object.entries(commands[name]).filter(([key]) => !facts.includes(key));
  return [name, Object.fromEntries(members)] as const;
});

describe('command bodies', () => {
  it.each(bodies)('"%s" is read as it is', (_, body) => {
    expect(applicationBody(body)).toEqual(body);
  });

  it.each(bodies)('"%s" takes nothing that it does not know, no facts of the service either', (_, body) => {
    for (const key of [...facts, 'actor', 'status', 'now'])
      expect(isRead({ ...body, [key]: 'x' }), key).toBe(false);
  });

  it.each([
    ['no object', null],
    ['a list', []],
    ['no type', { form }],
    ['an unknown type', { type: 'approve-all' }],
    ['a type of the prototype', { type: 'constructor' }],
    ['another type’s members', { type: 'accept', form }],
    ['no corrections', { type: 'return', corrections: [] }],
    ['a correction of no item', { type: 'return', corrections: [{ item: 'price', message: 'x' }] }],
    ['an unknown key in the form', { type: 'save-draft', form: { ...form, creditCode: 'x' } }],
    ['a path as a file name', { type: 'save-draft', form: { attachments: [{ name: '../a.pdf' }] } }],
    ['terms without a quota', { ...commands.approve, grant: { ...terms, quota: undefined } }],
    ['a hash that is none', { type: 'sign', textHash: 'A'.repeat(64) }],
    ['an extension by half a day', { type: 'extend-review', days: 0.5, reason: 'x' }],
  ])('are refused with %s', (_, document) => {
    expect(isRead(document)).toBe(false);
  });
});
