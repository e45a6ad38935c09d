import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDocument } from '../../../functions/service/application/documents.ts';
import { documentHtml } from '../../../functions/service/document/html.ts';
import { blocksOf } from '../../../functions/service/document/legal-text.ts';
import { documentPdf } from '../../../functions/service/document/pdf.ts';
import { form } from '../../domain/application-given.ts';
import { type Applying, bodies, openApplying, people } from './applying.ts';

let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

const open = async (id: string, name: 'decision' | 'agreement' | 'revocation') => {
  const result = await openDocument(applying.deps, { id, actor: people.applicant, name });
  if (result.outcome === 'refused') throw new Error(result.refusal.code);
  return result;
};

/** The characters that a PDF says it shows: from the maps of its embedded fonts to Unicode. */
function charactersOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const characters = new Set<string>();
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const from = index + (text.startsWith('stream\r\n', index) ? 8 : 7);
    const packed = bytes.subarray(from, text.indexOf('endstream', from));
    if (packed[0] !== 0x78) continue;
    const stream = inflateSync(packed, { finishFlush: 2 }).toString('latin1');
    if (!stream.includes('beginbfrange') && !stream.includes('beginbfchar')) continue;
    for (const [, hex = ''] of stream.matchAll(/<([0-9a-f]{4}(?:[0-9a-f]{4})?)>/gi))
      characters.add(Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  }
  return [...characters].join('');
}

describe('the documents of an application', () => {
  it('are frozen with the decision: the hash in the event is the hash of the text', async () => {
    const id = await applying.grant();
    const decision = await open(id, 'decision');
    const agreement = await open(id, 'agreement');
    for (const { text, sha256 } of [decision, agreement])
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(decision.text).toContain('吉数开〔2026〕第000001号');
    expect(decision.text).toContain(agreement.sha256);
    expect(decision.text).toContain('《办法》第二十八条');
    expect(decision.text).toContain('标题station（station）');
    expect(agreement.signature).toMatchObject({ textHash: agreement.sha256, name: '张某' });
    expect(agreement.text).toMatchSnapshot();
  });

  it('end a purpose that is written as a sentence once', async () => {
    const id = await applying.begin();
    await applying.say(id, people.applicant, bodies.submit);
    await applying.say(id, people.reviewer, bodies.accept);
    const grant = { ...bodies.approve.grant, purpose: '训练来水预警模型。' };
    await applying.say(id, people.reviewer, { ...bodies.approve, grant });
    expect((await open(id, 'agreement')).text).toContain('用途：训练来水预警模型。\n');
  });

  it('exist when there is something to say, and for those who may read the application', async () => {
    const id = await applying.begin();
    await applying.say(id, people.applicant, bodies.submit);
    const unknown = { refusal: { code: 'unknown-document' } };
    const ask = (actor: (typeof people)[keyof typeof people], name: 'decision' | 'agreement') =>
      openDocument(applying.deps, { id, actor, name });
    expect(await ask(people.applicant, 'decision')).toMatchObject(unknown);
    await applying.say(id, people.reviewer, bodies.reject);
    expect((await open(id, 'decision')).text).toContain('不予开放');
    expect(await ask(people.applicant, 'agreement')).toMatchObject(unknown);
    expect(await ask(people.competitor, 'decision')).toMatchObject({
      refusal: { code: 'unknown-application' },
    });
  });

  it('tell of a revocation with the decision that it ends', async () => {
    const id = await applying.grant();
    await applying.say(id, people.reviewer, bodies.revoke);
    const { text, number } = await open(id, 'revocation');
    expect(number).toBe('吉数开〔2026〕第000002号');
    expect(text).toContain('撤销吉数开〔2026〕第000001号决定书');
  });

  it('are in the name of whoever decides: the Bureau where it revokes', async () => {
    const id = await applying.grant();
    await applying.say(id, { ...people.supervisor, agency: 'statistics' }, bodies.revoke);
    const issuersOf = async (name: 'decision' | 'revocation') =>
      blocksOf((await open(id, name)).text).flatMap(({ kind, text }) => (kind === 'issuer' ? text : []));
    expect(await issuersOf('decision')).toEqual(['省生态环境厅']);
    expect(await issuersOf('revocation')).toEqual(['省统计局']);
    const { text } = await open(id, 'revocation');
    expect(text).toContain('撤销省生态环境厅吉数开〔2026〕第000001号决定书');
    expect(text).toMatch(/\n\t省统计局\n/);
  });

  it('take what people wrote as a text that cannot pass for a part of the document', async () => {
    const id = await applying.begin();
    const security = '措施如下\n九、甲方赔偿\n\t吉林省某厅 <script>alert(1)</script> 另有制度和专人负责';
    await applying.say(id, people.applicant, { type: 'submit', form: { ...form, security } });
    await applying.say(id, people.reviewer, bodies.accept);
    await applying.say(id, people.reviewer, bodies.approve);
    const agreement = await open(id, 'agreement');
    expect(blocksOf(agreement.text).filter(({ kind }) => kind === 'heading')).toHaveLength(7);
    expect(blocksOf(agreement.text).filter(({ kind }) => kind === 'closing')).toHaveLength(2);
    expect(documentHtml(agreement)).not.toContain('<script');
    expect(documentHtml(agreement)).toContain('&lt;script&gt;');
  });

  it('tell who signed, and for whom', async () => {
    const id = await applying.grant();
    expect(documentHtml(await open(id, 'agreement'))).toMatch(
      /电子签名：张某（账号 zhang）代表.*（统一社会信用代码：.*）于/,
    );
  });

  it('are PDF files whose fonts show every character, rare ones too, in a fraction of a megabyte', async () => {
    const id = await applying.grant();
    const agreement = await open(id, 'agreement');
    const rare = { ...agreement, text: `${agreement.text}龑堃①℃\n` };
    const pdf = await documentPdf(rare);
    expect(Buffer.from(pdf).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf.length).toBeLessThan(400_000);
    expect(Buffer.compare(pdf, await documentPdf(rare)), 'the same bytes, whenever it is asked for').toBe(0);
    const shown = charactersOf(pdf);
    const missing = [...new Set(rare.text)].filter(
      (character) => /\S/.test(character) && !shown.includes(character),
    );
    expect(missing).toEqual([]);
  });
});
