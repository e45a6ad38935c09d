/** Who publishes: public management and service bodies (Art. 3, 51, 52) and who oversees them (Art. 5). */
import { type } from 'arktype';
import { isCreditCode } from './credit-code.ts';
import { regionCode, slug } from './dataset-names.ts';
import { isMobileNumber } from './office-contact.ts';
import { once } from './once.ts';

export const agencyKinds = ['bureau', 'department', 'city-department', 'agency', 'utility'] as const;

export const agency = once(() =>
  type({
    '+': 'reject',
    id: slug,
    name: '2 <= string <= 100',
    nameEn: '2 <= string <= 200',
    /** `bureau` is 省政务服务和数字化建设管理局, the supervisor (Art. 5). */
    kind: type.enumerated(...agencyKinds),
    /** 统一社会信用代码, GB 32100, check character included. */
    creditCode: type('string').narrow(
      (code, ctx) =>
        isCreditCode(code) || ctx.mustBe('a GB 32100 credit code with a correct check character'),
    ),
    region: regionCode,
    /** 省级责任部门: who decides objections (Art. 14, 46); a department answers for itself. */
    responsibleDepartment: slug,
    contact: {
      '+': 'reject',
      'phone?': type(/^[\d()+ -]{5,30}$/).narrow(
        (phone, ctx) =>
          !isMobileNumber(phone) || ctx.mustBe("an office's number, not a person's mobile number"),
      ),
      'email?': 'string.email',
      'website?': /^https?:\/\/[^\s"'<>]+$/,
      'address?': '2 <= string <= 200',
    },
    'description?': 'string <= 1000',
    'descriptionEn?': 'string <= 1000',
  }),
);
export type Agency = ReturnType<typeof agency>['infer'];
