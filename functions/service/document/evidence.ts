import type { LegalDocument } from '../application/documents.ts';
import { chineseDate, partyText, quoted } from './legal-text.ts';

/** 10:00:00 in China. */
const timeInChina = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 60 * 60 * 1000).toISOString().slice(11, 19);

/** What stands below a frozen text: by what it is recognised and, once signed, the evidence of the signature (Art. 35). */
export function evidenceLines({ sha256, signature, party }: LegalDocument): readonly string[] {
  const text = [`文本 SHA-256：${sha256}`];
  if (!signature) return text;
  const { name, by, at, textHash, session, qualified } = signature;
  const signer = `${quoted(name)}（账号 ${quoted(by)}）`;
  const forWhom = party.kind === 'person' ? '' : `代表${partyText(party)}`;
  return [
    ...text,
    `电子签名：${signer}${forWhom}于${chineseDate(at)} ${timeInChina(at)}（北京时间）签署`,
    `所签文本 SHA-256：${textHash}`,
    `会话标识：${session}`,
    ...(qualified
      ? [`电子认证服务：${quoted(qualified.provider)}，凭证 ${quoted(qualified.reference)}`]
      : []),
  ];
}
