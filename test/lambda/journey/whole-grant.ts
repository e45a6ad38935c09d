/** An application for everything that a dataset has, decided and signed, and a key for it. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Cloud } from '../../support/lambda/cloud.ts';
import { as } from './people.ts';

const grounds = { reason: '用途明确，保护措施充分', legalBasis: '《办法》第二十八条' };
const access = ['records', 'export'];

const formFor = (columns: readonly string[], attachment: unknown) => ({
  contact: { name: '陈白', phone: '0431-88880000', email: 'chen@company.example' },
  fields: columns.map((name) => ({ name, reason: '统计分析必须使用该字段，无法以其他方式替代' })),
  scenario: '为地方文旅企业提供市场主体分布的统计服务',
  purpose: '统计各县市区市场主体的数量、行业和存续情况',
  access,
  frequency: { cycle: 'monthly', requestsPerDay: 500 },
  term: 12,
  security: '专人专机处理，加密保存和传输，访问留痕，到期销毁并出具证明',
  attachments: [attachment],
  undertakings: [
    ...['stated-purpose-only', 'no-transfer', 'no-reidentification', 'keep-secure'],
    ...['report-incidents', 'report-use', 'destroy-at-end'],
  ],
});

/** Answers the key. */
export async function wholeGrant(cloud: Cloud, dataset: string, columns: readonly string[]): Promise<string> {
  const done = async (account: string, path: string, body?: object): Promise<string> => {
    const { status, text } = await as(cloud, account, `/api/v1/applications${path}`, body);
    expect(status, text).toBeLessThan(300);
    return text;
  };
  const [us, agency] = ['enterprise-b', 'market-reviewer'];
  const { id } = JSON.parse(await done(us, '', { dataset })) as { id: string };
  const file = new FormData();
  file.set('file', new Blob(['%PDF-1.4\n%%EOF\n'], { type: 'application/pdf' }), 'security.pdf');
  const attachment = JSON.parse(await done(us, `/${id}/attachments`, file));
  const act = (account: string, command: object) => done(account, `/${id}/commands`, command);
  await act(us, { type: 'submit', basedOn: 1, form: formFor(columns, attachment) });
  await act(agency, { type: 'accept' });
  const terms = { fields: columns, rows: [], access, purpose: '统计分析', months: 12 };
  const limits = { quota: { perDay: 500, perMonth: 15_000 }, rate: { requests: 100, seconds: 1 } };
  await act(agency, { type: 'approve', ...grounds, grant: { ...terms, ...limits } });
  const agreement = await done(us, `/${id}/documents/agreement.txt`);
  const textHash = createHash('sha256').update(agreement).digest('hex');
  await act(us, { type: 'sign', textHash });
  // Its fonts lie beside the bundle.
  expect(await done(us, `/${id}/documents/agreement.pdf`)).toMatch(/^%PDF-.*FontFile/s);
  const key = JSON.parse(await done(us, `/${id}/keys`, { name: 'all of it' })) as { secret: string };
  return key.secret;
}
