/** The agreement that an applicant signs after an approval: the terms of the grant and what was undertaken. */
import type { ApplicationForm } from '../../domain/application-form.ts';
import type { GrantTerms } from '../../domain/grant.ts';
import { type DocumentFacts, datasetText, termsBlocks } from './facts.ts';
import {
  chineseDate,
  closing,
  frozenText,
  heading,
  measuresTitle,
  paragraph,
  partyText,
  quoted,
} from './legal-text.ts';
import { undertakingText } from './words.ts';

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 公共数据有条件开放利用协议, to be signed by the party of the application. */
export function agreementText(facts: DocumentFacts, terms: GrantTerms, form: ApplicationForm): string {
  const { agency, state, number, at } = facts;
  const office = agency.creditCode === undefined ? '' : `（统一社会信用代码：${agency.creditCode}）`;
  const undertakings = form.undertakings.map((id, index) => {
    return paragraph(`（${numerals[index] ?? index + 1}）${undertakingText(id)}`);
  });
  return frozenText([
    { kind: 'issuer', text: quoted(agency.name) },
    { kind: 'title', text: '公共数据有条件开放利用协议' },
    { kind: 'number', text: `${number}之附件` },
    paragraph(`数据提供单位（甲方）：${quoted(agency.name)}${office}`),
    paragraph(`数据使用人（乙方）：${partyText(state.party)}`),
    paragraph(
      `依照${measuresTitle}第二十八条和${number}决定书，双方就${datasetText(facts)}的有条件开放约定如下：`,
    ),
    heading('一、授权范围'),
    ...termsBlocks(terms, facts),
    heading('二、乙方的承诺'),
    ...undertakings,
    heading('三、安全保护措施'),
    paragraph(`乙方按照申请时所述措施保护数据：${quoted(form.security)}`),
    heading('四、访问密钥'),
    paragraph(
      '乙方在平台自行申领、轮换和停用访问密钥，并对使用其密钥的一切访问负责。平台记录每一次访问的时间、路径、行数和结果，供双方查阅。',
    ),
    heading('五、甲方的义务'),
    paragraph('甲方按照本协议持续提供数据；数据更正、停用的，通过平台告知乙方。'),
    // Art. 29: the open list is public, and names who uses conditional data.
    paragraph(
      '授权有效期间，平台在数据开放清单公布决定书编号、乙方名称、用途、字段和期限；乙方为自然人的，不公布姓名。',
    ),
    heading('六、中止与终止'),
    paragraph(
      '乙方违反本协议，或者继续开放可能损害国家安全、公共利益、商业秘密、个人隐私的，甲方或者省政务服务和数字化建设管理局可以撤销授权，说明理由和依据；撤销决定作出时授权立即失效。乙方可以随时放弃授权。期限届满，授权自行终止。',
    ),
    heading('七、签署'),
    paragraph(
      `乙方自决定作出之日起${facts.signingDays}个工作日内（决定当日不计）通过平台统一身份认证登录后签署，逾期未签署的，决定失效。平台记录签署人、签署时间、本文本的 SHA-256 值和会话标识，作为电子签名的证据；签署时本协议生效。`,
    ),
    closing(quoted(agency.name)),
    closing(chineseDate(at)),
  ]);
}
