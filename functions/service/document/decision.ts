/** Decision documents: approval, rejection, revocation; each with its reason and its basis in law. */
import type { GrantTerms } from '../../domain/grant.ts';
import { type DocumentFacts, datasetText, type Grounds, termsBlocks } from './facts.ts';
import {
  type Block,
  chineseDate,
  closing,
  frozenText,
  heading,
  measuresTitle,
  paragraph,
  partyText,
  quoted,
} from './legal-text.ts';

/** Only ways that exist now: the platform itself takes no objections to decisions. */
const remedy =
  '对本决定有异议的，可以向本机关或者省政务服务和数字化建设管理局提出，联系方式见平台公布的部门信息；也可以依照《办法》第五十条投诉、举报。依法申请行政复议、提起行政诉讼的权利不受影响。';

function document(title: string, facts: DocumentFacts, body: readonly Block[]): string {
  const { issuer, number, at, state } = facts;
  return frozenText([
    { kind: 'issuer', text: quoted(issuer.name) },
    { kind: 'title', text: title },
    { kind: 'number', text: number },
    paragraph(`${partyText(state.party)}：`),
    ...body,
    closing(quoted(issuer.name)),
    closing(chineseDate(at)),
  ]);
}

function grounds({ reason, legalBasis }: Grounds, first: string, second: string): Block[] {
  return [
    heading(`${first}、理由`),
    paragraph(quoted(reason)),
    heading(`${second}、依据`),
    paragraph(quoted(legalBasis)),
  ];
}

const introduction = (facts: DocumentFacts): Block => {
  const submitted = facts.state.rounds[0]?.submittedAt;
  const when = submitted === undefined ? '' : `于${chineseDate(submitted)}`;
  return paragraph(
    `你方${when}提交的使用有条件开放数据的申请（编号：${facts.id}），本机关已审核。依照${measuresTitle}第二十八条，决定如下：`,
  );
};

/** 有条件开放决定书. `agreement` is the sha256 of the text that is to be signed. */
export function approvalText(
  facts: DocumentFacts,
  terms: GrantTerms,
  agreement: string,
  why: Grounds,
): string {
  return document('公共数据有条件开放决定书', facts, [
    introduction(facts),
    heading('一、决定'),
    paragraph(`同意向你方有条件开放${datasetText(facts)}。`),
    heading('二、开放范围'),
    ...termsBlocks(terms, facts),
    ...grounds(why, '三', '四'),
    heading('五、协议'),
    paragraph(
      `请在平台阅读并签署《公共数据有条件开放利用协议》（文本的 SHA-256：${agreement}）。协议签署后，本决定所列授权开始生效。自本决定作出之日起${facts.signingDays}个工作日内（决定当日不计）没有签署的，本决定失效；需要数据的，可以按原申请重新申请。`,
    ),
    paragraph(remedy),
  ]);
}

/** 不予开放决定书. */
export function rejectionText(facts: DocumentFacts, why: Grounds): string {
  return document('不予开放决定书', facts, [
    introduction(facts),
    heading('一、决定'),
    paragraph(`对${datasetText(facts)}的申请，不予开放。`),
    ...grounds(why, '二', '三'),
    paragraph(remedy),
  ]);
}

/** 撤销开放决定书: ends the grant of an earlier decision. */
export function revocationText(facts: DocumentFacts, why: Grounds): string {
  const { agency, issuer, state } = facts;
  const decider = issuer.name === agency.name ? '' : quoted(agency.name);
  const earlier = decider + (state.decision?.decision ?? '');
  return document('撤销开放决定书', facts, [
    heading('一、决定'),
    paragraph(
      `撤销${earlier}决定书就${datasetText(facts)}给予你方的授权（申请编号：${facts.id}）。自本决定作出时起，有关访问密钥全部失效。`,
    ),
    ...grounds(why, '二', '三'),
    heading('四、后续义务'),
    paragraph('请立即停止使用已获取的数据，并按照协议删除或者销毁。'),
    paragraph(remedy),
  ]);
}
