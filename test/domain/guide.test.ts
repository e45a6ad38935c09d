import { describe, expect, it } from 'vitest';
import { type DraftForm, draftForm } from '../../functions/domain/application-form.ts';
import { formDefects } from '../../functions/domain/form-checks.ts';
import { type GuideItemId, guideItems, guideOf, guideOfEntry } from '../../functions/domain/guide.ts';
import { articlesOf } from '../../functions/domain/law.ts';
import type { Party } from '../../functions/domain/party.ts';
import { precheck } from '../../functions/domain/precheck.ts';
import { timeLimits } from '../../functions/domain/time-limits.ts';
import type { CatalogueEntry, Version } from '../../functions/domain/version.ts';
import { between, seeded } from '../support/seeded.ts';
import { company, fields, form, guide, guideFor, now, oneself } from './application-given.ts';
import { conditionalDataset, field, openDataset, version, withheldDataset } from './examples.ts';

const file = (changes: object = {}) => ({
  name: '证明.pdf',
  bytes: 1000,
  mediaType: 'application/pdf',
  sha256: '0'.repeat(64),
  ...changes,
});
const demanding = guideFor({
  ...conditionalDataset,
  openness: { ...conditionalDataset.openness, ground: 'security-capability' },
});

const forOrganisations = guideFor({
  ...conditionalDataset,
  openness: { ...conditionalDataset.openness, applicants: 'organisation' },
});
const standing: CatalogueEntry = {
  dataset: conditionalDataset,
  status: 'published',
  versions: [],
  firstPublished: now,
  lastPublished: now,
  flags: [],
};

function defectsOf(changes: DraftForm, by = guide, party = company as Party) {
  const checked = precheck({ ...form, ...changes }, party, by);
  return checked.outcome === 'complete' ? [] : checked.defects;
}
const codes = (changes: DraftForm, by = guide) =>
  defectsOf(changes, by).map(({ item, code, path }) => [item, code, path]);

describe('the guide', () => {
  it('is of conditional data only', () => {
    expect(guideOf(openDataset, fields, timeLimits)).toBeUndefined();
    expect(guideOf(withheldDataset, [], timeLimits)).toBeUndefined();
  });

  it('says why the data is conditional and what is to be submitted, each with its basis', () => {
    expect(guide).toMatchObject({
      dataset: 'water-quality',
      agency: 'ecology',
      ground: 'continuous',
      conditions: '说明用途并签署使用协议',
      legalBasis: '《办法》第二十八条',
    });
    expect(guide.items.map(({ id }) => id)).toEqual(guideItems);
    for (const { law } of guide.items) expect(articlesOf(law).length).toBeGreaterThan(0);
  });

  it('shows the sensitivity of every column, and keeps personal ones back', () => {
    expect(
      guide.fields.map(({ name, sensitivity, available, needsReason }) => [
        name,
        sensitivity,
        available,
        needsReason,
      ]),
    ).toEqual([
      ['station', 'public', true, false],
      ['measured', 'public', true, false],
      ['value', 'internal', true, false],
      ['operator', 'sensitive', true, true],
      ['resident', 'personal', false, true],
    ]);
  });

  it('asks for no columns where there are none, and for proof where capability is the ground', () => {
    const opaque = guideFor(conditionalDataset, []);
    for (const id of ['fields', 'field-reasons', 'scope'])
      expect(opaque.items.map((item) => item.id)).not.toContain(id);
    expect([opaque.access, guide.access]).toEqual([['export'], ['records', 'export']]);
    const whole: DraftForm = { ...form, fields: [], access: ['export'] };
    expect(precheck(whole, company, opaque).outcome).toBe('complete');
    expect(codes({ fields: [], access: ['export', 'records'] }, opaque)).toEqual([
      ['access', 'unknown-access', 'access[1]'],
    ]);
    expect(codes({ attachments: [] }, demanding)).toEqual([['attachments', 'file-count', 'attachments']]);
    expect(codes({ attachments: [file()] }, demanding)).toEqual([]);
  });

  it('says who may apply, anybody unless the dataset says otherwise, and how large its groups are', () => {
    expect([guide.applicants, guide.minGroup]).toEqual(['any', undefined]);
    expect([forOrganisations.applicants, guideFor({ ...conditionalDataset, minGroup: 5 }).minGroup]).toEqual([
      'organisation',
      5,
    ]);
  });

  it('is of the newest version that stands, while the entry does', () => {
    const [older, newer] = [version(1, { fields: [field('old')] }), version(2, { fields: [field('new')] })];
    const names = (versions: readonly Version[], status: 'published' | 'withdrawn' = 'published') =>
      guideOfEntry({ ...standing, status, versions }, timeLimits)?.fields.map(({ name }) => name);
    expect(names([newer, older])).toEqual(['new']);
    expect(names([{ ...newer, withdrawn: { at: now, reason: '有误' } }, older])).toEqual(['old']);
    expect(names([])).toEqual(['station', 'measured']);
    expect(names([newer], 'withdrawn')).toBeUndefined();
  });

  it('tells the steps with the time they take, as promised', () => {
    expect(guide.steps.filter(({ clock }) => clock)).toEqual([
      { id: 'precheck', by: 'agency', clock: 'application.precheck', days: 5 },
      { id: 'review', by: 'agency', clock: 'application.review', days: 15, extension: 15 },
      { id: 'sign', by: 'applicant', clock: 'application.signing', days: 30 },
    ]);
  });
});

describe('the pre-check', () => {
  it('finds nothing wrong with a form that follows the guide', () => {
    expect(precheck(form, company, guide)).toEqual({ outcome: 'complete', form });
    expect(precheck(form, oneself('zhang'), guide).outcome).toBe('complete');
  });

  it('tells everything at once, tied to the items of the guide', () => {
    const checked = precheck({}, company, guide);
    if (checked.outcome === 'complete') throw new Error('an empty form is not complete');
    expect(new Set(checked.defects.map(({ item }) => item))).toEqual(
      new Set(
        guideItems.filter((id) => !['applicant', 'field-reasons', 'scope', 'attachments'].includes(id)),
      ),
    );
    for (const { code, law, message } of checked.defects) {
      expect(Object.keys(formDefects)).toContain(code);
      expect([law, message]).toEqual([expect.stringContaining('Art.'), expect.any(String)]);
    }
  });

  it.each([
    ['contact', { contact: { phone: '0431-88904567' } }, 'missing', 'contact.name'],
    ['contact', { contact: { name: '张三' } }, 'contact-unreachable', 'contact'],
    [
      'contact',
      { contact: { name: '张三', phone: '12', email: 'a@b.cn' } },
      'contact-unreachable',
      'contact',
    ],
    ['contact', { contact: { name: '张三', email: 'a@b' } }, 'contact-unreachable', 'contact'],
    ['fields', { fields: [] }, 'missing', 'fields'],
    ['fields', { fields: [{ name: 'unknown' }] }, 'unknown-field', 'fields[0].name'],
    ['fields', { fields: [{ name: '__proto__' }] }, 'unknown-field', 'fields[0].name'],
    ['fields', { fields: [{ name: 'station' }, { name: 'station' }] }, 'repeated', 'fields[1].name'],
    ['field-reasons', { fields: [{ name: 'operator' }] }, 'reason-missing', 'fields[0].reason'],
    ['field-reasons', { fields: [{ name: 'operator', reason: '需要' }] }, 'too-short', 'fields[0].reason'],
    ['scope', { scope: '省'.repeat(1001) }, 'too-long', 'scope'],
    ['scenario', { scenario: '　 \n' }, 'missing', 'scenario'],
    ['purpose', { purpose: '研究' }, 'too-short', 'purpose'],
    ['purpose', { purpose: '研'.repeat(2001) }, 'too-long', 'purpose'],
    ['access', { access: [] }, 'missing', 'access'],
    ['access', { access: ['export', 'export'] }, 'repeated', 'access[1]'],
    ['frequency', { frequency: { requestsPerDay: 5 } }, 'missing', 'frequency.cycle'],
    [
      'frequency',
      { frequency: { cycle: 'once', requestsPerDay: 0 } },
      'out-of-range',
      'frequency.requestsPerDay',
    ],
    ['term', { term: 25 }, 'out-of-range', 'term'],
    ['term', { term: 0 }, 'out-of-range', 'term'],
    ['security', { security: '加密' }, 'too-short', 'security'],
    ['undertakings', { undertakings: guide.undertakings.slice(1) }, 'undertaking-missing', 'undertakings'],
    ['undertakings', { undertakings: [...guide.undertakings, 'x'] }, 'unknown-undertaking', 'undertakings'],
    ['attachments', { attachments: [file({ mediaType: 'text/html' })] }, 'file-type', 'attachments[0]'],
    ['attachments', { attachments: [file({ name: 'a.exe' })] }, 'file-type', 'attachments[0]'],
    ['attachments', { attachments: [file({ name: 'a.png' })] }, 'file-type', 'attachments[0]'],
    ['attachments', { attachments: [file({ bytes: 10 * 1024 * 1024 + 1 })] }, 'file-size', 'attachments[0]'],
    ['attachments', { attachments: [file({ bytes: 0 })] }, 'file-size', 'attachments[0]'],
    ['attachments', { attachments: [file(), file()] }, 'repeated', 'attachments[1].name'],
  ] as readonly [GuideItemId, DraftForm, string, string][])('%s: %j is "%s"', (item, changes, code, path) => {
    expect(codes(changes)).toEqual([[item, code, path]]);
  });

  it('keeps personal columns back, and does not offer them', () => {
    const [personal] = defectsOf({ fields: [{ name: 'resident', reason: '入户核查时需要联系本人' }] });
    expect(personal).toMatchObject({ item: 'fields', code: 'personal-field' });
    const [unknown] = defectsOf({ fields: [{ name: 'x' }] });
    expect(unknown?.allowed).toBe('station, measured, value, operator');
  });

  it('counts characters, not code units, and takes full-width digits', () => {
    expect(codes({ purpose: '𠮷'.repeat(9) })).toEqual([['purpose', 'too-short', 'purpose']]);
    expect(codes({ contact: { name: '张三', phone: '０４３１－８８９０４５６７' } })).toEqual([]);
  });

  it('turns natural persons away where only organisations may apply', () => {
    expect(defectsOf({}, forOrganisations, oneself('zhang'))).toMatchObject([
      { item: 'applicant', path: 'applicant', code: 'organisation-required', law: 'Art. 27, 33' },
    ]);
    expect(defectsOf({}, forOrganisations)).toEqual([]);
    expect(formDefects).toHaveProperty('organisation-required');
  });

  it('checks the credit code', () => {
    const wrong = { ...company, creditCode: '11332500MB1601924K' };
    expect(defectsOf({}, guide, wrong)).toMatchObject([{ item: 'applicant', code: 'credit-code' }]);
  });

  it('is either complete or says why, for any form that can be saved', () => {
    const random = seeded(7);
    const pick = (...choices: readonly unknown[]): unknown => choices[between(random, 0, choices.length)];
    for (let round = 0; round < 3000; round += 1) {
      const draft = draftForm().assert(
        JSON.parse(
          JSON.stringify({
            contact: pick(form.contact, {}, { name: '' }, { name: '张三', email: 'a@b.cn' }),
            fields: pick(form.fields, [], [{ name: 'operator', reason: '模型需要区分运营单位' }]),
            scenario: pick(form.scenario, '', '短'),
            purpose: pick(form.purpose, form.purpose, ' '),
            access: pick(form.access, ['records', 'export'], []),
            frequency: pick(form.frequency, form.frequency, {}, { cycle: 'once' }),
            scope: pick('长春市', ''),
            term: pick(1, 12, 24, 25, -1),
            security: pick(form.security, form.security, '短'),
            undertakings: pick(form.undertakings, form.undertakings, []),
            attachments: pick([file()], []),
          }),
        ),
      );
      const checked = precheck(draft, company, guide);
      if (checked.outcome === 'complete') expect(checked.form).toEqual(draft);
      else expect(checked.defects.length).toBeGreaterThan(0);
    }
  });
});
