/** What the pre-check looks at, item by item of the guide. */
import type { DraftForm } from './application-form.ts';
import { isCreditCode } from './credit-code.ts';
import type { Defect } from './defect.ts';
import type { Guide, GuideItem, GuideItemId } from './guide.ts';
import { plainText } from './office-contact.ts';
import type { Party } from './party.ts';
import { clip } from './rule.ts';
import { isBlank, visible } from './visible-text.ts';

interface Input {
  readonly form: DraftForm;
  readonly party: Party;
  readonly guide: Guide;
  readonly item: GuideItem;
}
type Finding = Pick<Defect, 'code' | 'path' | 'message' | 'allowed'>;
type Check = (input: Input) => readonly Finding[];

/** The codes of the pre-check, in words. */
export const formDefects = {
  missing: 'an answer that the guide requires is missing',
  'too-short': 'an answer has fewer characters than the guide asks for',
  'too-long': 'an answer has more characters than the guide allows',
  'out-of-range': 'a number is outside what the guide allows',
  'organisation-required': 'the dataset is opened to organisations only, not to natural persons',
  'credit-code': 'the credit code does not check (GB 32100)',
  'contact-unreachable': 'the contact has neither a valid phone number nor an e-mail address',
  'unknown-field': 'the dataset has no such field',
  'personal-field': 'personal data is not opened to anyone (Art. 28, 45)',
  repeated: 'something is named twice',
  'reason-missing': 'a sensitive field needs a reason (Art. 45)',
  'unknown-access': 'the dataset is not given in this way',
  'undertaking-missing': 'an undertaking is not given',
  'unknown-undertaking': 'the guide has no such undertaking',
  'file-count': 'too many or too few files are attached',
  'file-type': 'a file is of a type that is not taken',
  'file-size': 'a file is empty or too large',
} as const;
type FormDefectCode = keyof typeof formDefects;

function finding(code: FormDefectCode, path: string, message: string, allowed?: string): Finding {
  return { code, path, message, ...(allowed !== undefined && { allowed }) };
}

const missing = (path: string): Finding => finding('missing', path, 'is missing');
const range = ({ minimum = 0, maximum = Number.POSITIVE_INFINITY }: GuideItem) =>
  maximum === Number.POSITIVE_INFINITY ? `at least ${minimum}` : `${minimum}–${maximum}`;

/** Characters as a person counts them, not UTF-16 units. */
const lengthOf = (text: string): number => [...visible(text)].length;

function checkText(path: string, text: string | undefined, item: GuideItem): Finding[] {
  if (text === undefined || isBlank(text)) return item.required ? [missing(path)] : [];
  const length = lengthOf(text);
  const allowed = `${range(item)} characters`;
  if (length < (item.minimum ?? 0))
    return [finding('too-short', path, `has ${length} characters; say more`, allowed)];
  const isLong = length > (item.maximum ?? Number.POSITIVE_INFINITY);
  return isLong ? [finding('too-long', path, `has ${length} characters; say less`, allowed)] : [];
}

function checkNumber(path: string, value: number | undefined, item: GuideItem): Finding[] {
  if (value === undefined) return [missing(path)];
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = item;
  const isInside = value >= minimum && value <= maximum;
  return isInside ? [] : [finding('out-of-range', path, `is ${value}`, range(item))];
}

function repeated(names: readonly string[], path: (index: number) => string): Finding[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [finding('repeated', path(index), `"${clip(name)}" is named already; remove it`)]
      : [],
  );
}

const text =
  (key: 'scope' | 'scenario' | 'purpose' | 'security'): Check =>
  ({ form, item }) =>
    checkText(key, form[key], item);

const checkApplicant: Check = ({ party, guide }) => {
  if (party.kind === 'person') {
    const advice = 'only legal persons and unincorporated organisations may apply; act for one';
    return guide.applicants === 'organisation'
      ? [finding('organisation-required', 'applicant', advice, 'organisation')]
      : [];
  }
  const { creditCode } = party;
  return isCreditCode(creditCode)
    ? []
    : [finding('credit-code', 'applicant', `${clip(creditCode)} has a wrong check character`)];
};

const checkContact: Check = ({ form }) => {
  const { name, phone, email } = form.contact ?? {};
  const isPhone = /^\+?(?:[() -]*\d){5,20}[() -]*$/.test(plainText(phone ?? ''));
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email ?? '');
  const isWrong = (!isBlank(phone) && !isPhone) || (!isBlank(email) && !isEmail) || !(isPhone || isEmail);
  const advice = 'give a phone number with its area code or an e-mail address that works';
  return [
    ...(isBlank(name) ? [missing('contact.name')] : []),
    ...(isWrong ? [finding('contact-unreachable', 'contact', advice)] : []),
  ];
};

const checkFields: Check = ({ form, guide }) => {
  const names = (form.fields ?? []).map(({ name }) => name);
  if (names.length === 0) return [missing('fields')];
  const known = new Map(guide.fields.map((field) => [field.name, field]));
  const wrong = names.flatMap((name, index) => {
    const path = `fields[${index}].name`;
    const field = known.get(name);
    if (!field) {
      const allowed = guide.fields.filter(({ available }) => available).map((each) => each.name);
      return [finding('unknown-field', path, `no field is named "${clip(name)}"`, allowed.join(', '))];
    }
    return field.available ? [] : [finding('personal-field', path, `"${name}" is personal data; remove it`)];
  });
  return [...wrong, ...repeated(names, (index) => `fields[${index}].name`)];
};

const checkReasons: Check = ({ form, guide, item }) => {
  const sensitive = new Set(guide.fields.filter(({ needsReason }) => needsReason).map((field) => field.name));
  return (form.fields ?? []).flatMap(({ name, reason }, index) => {
    if (!sensitive.has(name)) return [];
    const path = `fields[${index}].reason`;
    if (isBlank(reason))
      return [finding('reason-missing', path, `say why the purpose cannot do without "${clip(name)}"`)];
    return checkText(path, reason, item);
  });
};

const checkAccess: Check = ({ form, guide }) => {
  const kinds = form.access ?? [];
  if (kinds.length === 0) return [missing('access')];
  const path = (index: number): string => `access[${index}]`;
  const allowed = guide.access.join(', ');
  const wrong = kinds.flatMap((kind, index) =>
    guide.access.includes(kind)
      ? []
      : [finding('unknown-access', path(index), `"${kind}" is not to be had`, allowed)],
  );
  return [...wrong, ...repeated(kinds, path)];
};

const checkFrequency: Check = ({ form, item }) => [
  ...(form.frequency?.cycle === undefined ? [missing('frequency.cycle')] : []),
  ...checkNumber('frequency.requestsPerDay', form.frequency?.requestsPerDay, item),
];

const checkUndertakings: Check = ({ form, guide }) => {
  const given = form.undertakings ?? [];
  const absent = guide.undertakings.filter((id) => !given.includes(id));
  const unknown = given.filter((id) => !guide.undertakings.includes(id));
  return [
    ...absent.map((id) => finding('undertaking-missing', 'undertakings', `"${id}" is not undertaken`, id)),
    ...unknown.map((id) =>
      finding(
        'unknown-undertaking',
        'undertakings',
        `"${clip(id)}" is none of the guide's`,
        guide.undertakings.join(', '),
      ),
    ),
  ];
};

const checkAttachments: Check = ({ form, guide, item }) => {
  const files = form.attachments ?? [];
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = item;
  const isCount = files.length >= minimum && files.length <= maximum;
  const { mediaTypes, maximumBytes: most } = guide.attachments;
  const wrong = files.flatMap(({ name, bytes, mediaType }, index) => {
    const path = `attachments[${index}]`;
    const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    const isType = Object.hasOwn(mediaTypes, extension) && mediaTypes[extension] === mediaType;
    const types = Object.keys(mediaTypes).join(', ');
    return [
      ...(isType
        ? []
        : [finding('file-type', path, `"${clip(name)}" (${clip(mediaType)}) is not taken`, types)]),
      ...(bytes >= 1 && bytes <= most
        ? []
        : [finding('file-size', path, `has ${bytes} bytes`, `1–${most} bytes`)]),
    ];
  });
  const count = isCount ? [] : [finding('file-count', 'attachments', `${files.length} files`, range(item))];
  const names = files.map(({ name }) => name);
  return [...count, ...wrong, ...repeated(names, (index) => `attachments[${index}].name`)];
};

/** What is looked at for each item of the guide. */
export const formChecks: Readonly<Record<GuideItemId, Check>> = {
  applicant: checkApplicant,
  contact: checkContact,
  fields: checkFields,
  'field-reasons': checkReasons,
  scope: text('scope'),
  scenario: text('scenario'),
  purpose: text('purpose'),
  access: checkAccess,
  frequency: checkFrequency,
  term: ({ form, item }) => checkNumber('term', form.term, item),
  security: text('security'),
  undertakings: checkUndertakings,
  attachments: checkAttachments,
};
