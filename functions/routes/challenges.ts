/** Filing without an account: a challenge, and the proof that every such filing brings. */
import { newChallenge, type ProofDeps, spendProof } from '../service/proof-of-work.ts';
import { problem } from './answer.ts';
import type { AppContext } from './deps.ts';
import { notKept } from './keyed.ts';
import type { Route } from './route.ts';

const header = 'Proof-Of-Work';

/** For routes that anybody may file at. */
export const proofHeader: NonNullable<Route['headers']> = {
  [header]: {
    description: {
      zh: '未登录提交时的计算证明：POST /api/v1/challenges 得到的 challenge、一个点、一个随机数，整体的 SHA-256 以所要求数目的零比特开头；只能用一次',
      en: 'Without an account: the `challenge` of POST /api/v1/challenges, a dot and a nonce, so that the SHA-256 of all of it begins with `bits` zero bits; good for one filing',
    },
    json: { type: 'string', maxLength: 200 },
  },
};

/** The refusal of a filing without an account that brings no good proof. Ask it last: a proof is used up by it. */
export async function unproven(deps: ProofDeps, c: AppContext): Promise<Response | undefined> {
  const proof = c.req.header(header);
  if (proof === undefined) return problem(c, 'proof-required');
  const result = await spendProof(deps, proof);
  return result === 'accepted' ? undefined : problem(c, 'proof-refused', { members: { reason: result } });
}

export function challengeRoutes(deps: ProofDeps): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/challenges',
      tag: 'platform',
      summary: { zh: '未登录提交前的计算题', en: 'A challenge for filing without an account' },
      description: {
        zh: '代替验证码：浏览器或者程序自行算出，人不需要看、听或者点击。十五分钟内有效，只能用于一次提交。',
        en: 'Instead of a captcha: browsers and programs compute it, people neither see nor hear nor click anything. Good for fifteen minutes and one filing.',
      },
      answers: [
        {
          status: 200,
          description: 'The challenge, how many zero bits it demands, and until when it is good',
          content: {
            'application/json': {
              type: 'object',
              required: ['challenge', 'bits', 'expiresAt'],
              properties: {
                challenge: { type: 'string' },
                bits: { type: 'integer', minimum: 1 },
                expiresAt: { type: 'string', format: 'date-time' },
              },
            },
          },
        },
      ],
      problems: [],
      auth: 'none',
      isOpenData: false,
      handle: async (c) => c.json(await newChallenge(deps), 200, notKept),
    },
  ];
}
