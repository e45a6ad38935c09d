import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { DecidingBody } from '../../../functions/service/application/decision-texts.ts';
import { type Applying, bodies, openApplying, people } from './applying.ts';

let applying: Applying;
let id: string;
beforeEach(async () => {
  applying = await openApplying();
  id = await applying.begin();
  await applying.say(id, people.applicant, bodies.submit);
  await applying.say(id, people.reviewer, bodies.accept);
});
afterEach(() => applying[Symbol.asyncDispose]());

const preview = (body: DecidingBody, actor: Actor = people.reviewer) =>
  applying.service.preview({ id, actor, body });
const textsOf = async (body: DecidingBody) => {
  const shown = await preview(body);
  if (shown.outcome === 'refused') throw new Error(shown.refusal.code);
  return Object.fromEntries(shown.documents.map(({ name, text }) => [name, text]));
};
const frozen = async (name: 'decision' | 'agreement') => {
  const document = await applying.service.openDocument({ id, actor: people.reviewer, name });
  if (document.outcome === 'refused') throw new Error(document.refusal.code);
  return document;
};

describe('the preview of a decision', () => {
  it('is the very text that the approval freezes, but for its number and the hash of the agreement', async () => {
    const shown = await textsOf(bodies.approve);
    await applying.say(id, people.reviewer, bodies.approve);
    const [decision, agreement] = [await frozen('decision'), await frozen('agreement')];
    const { number } = decision;
    expect(shown.agreement?.replaceAll('（预览，未编号）', number)).toBe(agreement.text);
    expect(
      shown.decision
        ?.replaceAll('（预览，未编号）', number)
        .replaceAll('（作出决定时生成）', agreement.sha256),
    ).toBe(decision.text);
  });

  it('comes in blocks, a title among them, and shows a rejection as well', async () => {
    expect(await preview(bodies.reject)).toMatchObject({
      documents: [
        { name: 'decision', blocks: expect.arrayContaining([{ kind: 'title', text: '不予开放决定书' }]) },
      ],
    });
  });

  it('takes no number, freezes nothing and records nothing', async () => {
    const { records, blobs } = applying.deps;
    const before = [await blobs.list('documents/'), await records.streams('')];
    await textsOf(bodies.approve);
    expect([await blobs.list('documents/'), await records.streams('')]).toEqual(before);
    await applying.say(id, people.reviewer, bodies.approve);
    expect((await frozen('decision')).number).toBe('吉数开〔2026〕第000001号');
  });

  it('is refused as the decision itself would be', async () => {
    const beyond = { ...bodies.approve, grant: { ...bodies.approve.grant, fields: ['station', 'secret'] } };
    expect(await preview(beyond)).toMatchObject({ refusal: { code: 'grant-invalid' } });
    expect(await preview(bodies.approve, people.applicant)).toMatchObject({ outcome: 'refused' });
    expect(await preview(bodies.approve, people.foreignReviewer)).toMatchObject({
      refusal: { code: 'unknown-application' },
    });
    await applying.say(id, people.reviewer, bodies.reject);
    expect(await preview(bodies.approve)).toMatchObject({ refusal: { code: 'wrong-status' } });
  });

  it('shows a revocation before it is decided', async () => {
    await applying.say(id, people.reviewer, bodies.approve);
    expect((await textsOf(bodies.revoke)).revocation).toContain('撤销吉数开〔2026〕第000001号决定书');
  });
});
