/** What the fixture's records would tell of its conditional data: many applications for one, none for the other. */
import type { OpeningSource } from '../../functions/service/catalogue/snapshot-writer.ts';

export const fixtureOpenings: readonly OpeningSource[] = [
  {
    dataset: 'bus-card-journeys',
    mark: '1',
    opening: {
      applications: 12,
      approved: 7,
      rejected: 3,
      lapsed: 1,
      revoked: 2,
      meanWorkingDays: 8.4,
      grants: [
        {
          decision: '吉数开〔2026〕第000012号',
          organisation: '吉林某某科技有限公司',
          creditCode: '11220100013828800N',
          purpose: '<b>公交客流</b>预测，优化线路与班次',
          fields: ['station', 'river', 'ph', 'oxygen'],
          from: '2026-02-27T02:00:00.000Z',
          until: '2027-02-27T16:00:00.000Z',
        },
        {
          decision: '吉数开〔2026〕第000003号',
          purpose: '毕业论文',
          fields: ['station'],
          from: '2026-01-09T02:00:00.000Z',
          until: '2026-07-09T16:00:00.000Z',
        },
        {
          decision: '吉数开〔2025〕第000041号',
          organisation: '授权已经届满的示例单位',
          creditCode: '11332500MB1601924J',
          fields: ['station'],
          from: '2025-03-09T02:00:00.000Z',
          until: '2026-03-09T16:00:00.000Z',
        },
      ],
    },
  },
];
