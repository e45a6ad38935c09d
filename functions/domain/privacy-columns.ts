/** What whole columns amount to: numbers that pass a check digit by chance, and names beside home addresses. */
import type { Field } from './dataset.ts';
import type { PrivacyKind } from './defect.ts';

type Column = Pick<Field, 'name' | 'title' | 'contains'> & Partial<Pick<Field, 'type' | 'unit'>>;

/** How often a number of the right shape passes the check by chance: Luhn, and modulo 11 of GB 11643. */
const chanceOf: Partial<Record<PrivacyKind, number>> = { 'bank-card': 1 / 10, 'identity-number': 1 / 11 };
/** Fewer candidates than this say nothing about a column; each is taken at its word. */
const fewCandidates = 10;
/** Fewer order numbers than this hold no identity number by chance. */
const manyOrders = 1000;
/** Amounts of eleven digits are mobile-shaped less often than once in so many cells of a column of numbers. */
const dilution = 10;
const identityHint = /身份证|证件|id_?card|idcard|sfz/i;
const cardHint = /银行|卡号|bank|card/i;
const phoneHint = /电话|手机|联系|phone|mobile|\btel/i;

/**
 * Whether a column with `hits` (cells that `classify` found the kind in) among `candidates` (cells that match
 * the kind's pattern) holds personal data, or numbers that look like it now and then. `cells` counts all cells
 * that are not null: without it a number column is taken at its word.
 */
export function columnVerdict(
  kind: PrivacyKind,
  candidates: number,
  hits: number,
  field: Column,
  cells?: number,
): 'personal' | 'chance' {
  if (hits === 0) return 'chance';
  const hint = `${field.name} ${field.title}`;
  switch (kind) {
    case 'bank-card': {
      const isPlain = candidates >= fewCandidates && !cardHint.test(hint);
      return isPlain && !exceedsChance(kind, candidates, hits) ? 'chance' : 'personal';
    }
    case 'identity-number': {
      // With region and birth date one order number in ten thousand passes: two are no chance among few.
      const isDeclared = field.contains === 'order-number' && !identityHint.test(hint);
      const isFew = candidates < manyOrders || (cells !== undefined && cells < manyOrders);
      return isDeclared && !isFew && !exceedsChance(kind, candidates, hits) ? 'chance' : 'personal';
    }
    case 'mobile-number': {
      // Amounts of ten digits and more fall between 13000000000 and 19999999999 now and then.
      const isNumeric = (field.type === 'integer' || field.type === 'number') && !phoneHint.test(hint);
      // A unit says that the numbers count something; most of them being phones says that it does not.
      const share = field.unit === undefined ? dilution : 2;
      const isFew = field.unit !== undefined && hits < 5;
      const isRare = cells !== undefined && (isFew || hits * share < cells);
      return isNumeric && isRare ? 'chance' : 'personal';
    }
    default:
      return 'personal';
  }
}

/** Whether so many hits would be a surprise (below 1 %) if only chance were at work. */
function exceedsChance(kind: PrivacyKind, candidates: number, hits: number): boolean {
  const chance = chanceOf[kind] ?? 0;
  if (candidates > 1000)
    return hits > candidates * chance + 3 * Math.sqrt(candidates * chance * (1 - chance));
  return atLeast(hits, candidates, chance) < 0.01;
}

/** Probability of `hits` or more successes in `tries` (binomial). */
function atLeast(hits: number, tries: number, chance: number): number {
  let exactly = (1 - chance) ** tries;
  let fewer = 0;
  for (let count = 0; count < hits; count += 1) {
    fewer += exactly;
    exactly *= ((tries - count) / (count + 1)) * (chance / (1 - chance));
  }
  return 1 - fewer;
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[（(【[].*$/u, '')
    .trim();
const words = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

/** Persons of their own, whose address is a home. */
const person =
  /(?:姓名|户主|申请人|当事人|受益人|居民|患者|学生|本人|业主|房主|产权人|权利人|死者|村民|户名)$/u;
const personName =
  /^(?:(?:full|first|last|given|family|person|personal|applicant|householder|patient|student|owner)_?name|name_of_person|xingming|xm|householder|huzhu|applicant)$/;
/** Persons named for an organisation; beside its name, a plain address is the organisation's. */
const delegate = /(?:联系人|法定代表人|法人代表|法人|负责人|经营者|经办人|投资人|股东)(?:姓名)?$/u;
const delegateName =
  /^(?:contact(?:_person|_name)?|legal_(?:representative|person)(?:_name)?|manager|principal|faren|fuzeren|lianxiren)$/;
const home =
  /(?:住址|家庭地址|居住地址|居住地|户籍地址|户籍所在地|户籍地|户口所在地|常住地址|现居地|家庭所在地)$/u;
const homeOfAnyone = /住址|家庭住址|家庭地址|户籍地址/u;
const homeName =
  /^(?:home|residential|residence|domicile|household|family)_?addr(?:ess)?$|^(?:residence|zhuzhi|jtzz|jtdz|hjdz)$/;
const plainAddress = /^(?:地址|详细地址|联系地址|通讯地址|通信地址|邮寄地址|住所|所在地址|收件地址)$/u;
const plainAddressName = /^(?:address|addr|mailing_address|postal_address|dizhi)$/;
const organisation =
  /(?:机构|单位|企业|公司|部门|学校|医院|组织|商户|店铺|门店|场所|项目|网点|主体|社团|合作社|法人|机关|中心|景区|药店|酒店)(?:全称|名称|名)?$/u;
const organisationName =
  /^(?:organi[sz]ation|company|agency|institution|unit|school|hospital|enterprise|shop|store|facility)(?:_?name)?$/;

/** Titles decide; the technical name counts where it is a word this list knows. */
const speaksOf =
  (title: RegExp, name: RegExp) =>
  (column: Column): boolean =>
    title.test(bare(column.title)) || title.test(bare(column.name)) || name.test(words(column.name));

const isPerson = speaksOf(person, personName);
const isDelegate = speaksOf(delegate, delegateName);
const isHome = speaksOf(home, homeName);
const isPlainAddress = speaksOf(plainAddress, plainAddressName);
const isOrganisation = speaksOf(organisation, organisationName);

/**
 * The columns that together tell where persons live: those that name persons and those with their addresses.
 * Empty when there are none of one kind. Offices' addresses pass, and so do holders of a public office.
 */
export function personWithAddress(columns: readonly Column[]): readonly string[] {
  // A public office is no reason to tell where its holder lives.
  const exempts = !columns.some((column) => isHome(column) || homeOfAnyone.test(column.title));
  const named = columns.filter(({ contains }) => !exempts || contains !== 'public-office-holder');
  const persons = named.filter(isPerson);
  const delegates = named.filter((column) => isDelegate(column) && !isPerson(column));
  const homes = columns.filter(isHome);
  const plain = columns.filter((column) => isPlainAddress(column) && !isHome(column));
  const belongsToOffice = columns.some((column) => isOrganisation(column) && !isDelegate(column));

  const people = persons.length > 0 || homes.length > 0 || !belongsToOffice ? [...persons, ...delegates] : [];
  const addresses = persons.length > 0 || !belongsToOffice ? [...homes, ...plain] : homes;
  return people.length > 0 && addresses.length > 0 ? [...people, ...addresses].map(({ name }) => name) : [];
}
