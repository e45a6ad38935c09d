import type { Agency } from '../../functions/domain/agency.ts';
import { creditCodeCheck } from '../../functions/domain/credit-code.ts';

const codeOf = (first17: string): string => first17 + creditCodeCheck(first17);

/** Offices of the fixture catalogue. Their codes are made up, their check characters right. */
export const fixtureAgencies: readonly Agency[] = [
  {
    id: 'data-bureau',
    name: '吉林省政务服务和数字化建设管理局',
    nameEn: 'Jilin Provincial Administration of Government Services and Digitalisation',
    kind: 'bureau',
    creditCode: codeOf('11220000000000001'),
    region: '220000',
    responsibleDepartment: 'data-bureau',
    contact: { phone: '0431-12345678', email: 'data@example.gov.cn', website: 'https://example.gov.cn' },
  },
  {
    id: 'ecology-department',
    name: '吉林省生态环境厅',
    nameEn: 'Department of Ecology and Environment of Jilin Province',
    kind: 'department',
    creditCode: codeOf('11220000000000002'),
    region: '220000',
    responsibleDepartment: 'ecology-department',
    contact: { phone: '0431-12345679' },
    description: '负责全省生态环境监测与信息发布。',
  },
  {
    id: 'health-commission',
    name: '吉林省卫生健康委员会',
    nameEn: 'Health Commission of Jilin Province',
    kind: 'department',
    creditCode: codeOf('11220000000000003'),
    region: '220000',
    responsibleDepartment: 'health-commission',
    contact: { phone: '0431-12345670', email: 'health@example.gov.cn' },
  },
  {
    id: 'changchun-bus',
    name: '长春公共交通（集团）有限责任公司',
    nameEn: 'Changchun Public Transport Group',
    kind: 'utility',
    creditCode: codeOf('91220100000000004'),
    region: '220100',
    responsibleDepartment: 'data-bureau',
    contact: { phone: '0431-12345671' },
  },
];
