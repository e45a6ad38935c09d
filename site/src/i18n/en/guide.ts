import type { guide as zh } from '../zh/guide.ts';

export const guide: typeof zh = {
  title: 'Guide',
  lead: 'What is open here, how to get it, and what to do when something is wrong with it. The rules are the Measures of Jilin Province for Public Data and One-Net Service (Trial), 吉政发〔2019〕4号, “the Measures” below: what they lay down carries its article, what the platform promises of its own accord says so.',
  open: {
    title: 'What is open',
    text: `Public data is what administrative bodies of the province, and enterprises and institutions charged with public management and service, collect and produce in their lawful duty (Art. 3). The data of utilities – water, electricity, gas, heat, telecommunications, public transport, aviation, railways – is covered too (Art. 51).

Each agency keeps its own [open list](/open-list/) within the one catalogue of the province, makes it public and keeps it up to date (Art. 29). Data that an agency obtained from others by sharing or negotiation is not on its list; look for it with the agency that collected it.

Data closely tied to people’s livelihood, urgently needed by society, or of notable commercial potential is opened first: see [priority data](/priority/).`,
  },
  classes: {
    title: 'The three classes',
    text: 'Every catalogue entry belongs to one of them (Art. 28). For whatever is not open without conditions the platform requires a reason and a legal basis, entry by entry, and publishes them all in the [open list](/open-list/).',
    table: 'Classes, how to get the data, what is public',
    head: ['Class', 'Which data', 'How to get it', 'What you see here'],
    rows: {
      unconditional: [
        'All public data outside the other two classes; the agency opens it of its own accord',
        'Download it or read it through the interface; no registration, no sign-in, no key',
        'Everything: the entry, a preview, all versions, quality reports',
      ],
      conditional: [
        'Data that makes high demands on security and processing capability, is highly time-sensitive, or is needed continuously',
        'Ask the agency that provides it; after its review the data is opened through an interface of the platform or in similar ways',
        'The entry, the fields and their sensitivity, the conditions, a sample',
      ],
      withheld: [
        'Business secrets, personal privacy, and what laws or regulations forbid to open',
        'Not open',
        'The entry, the reason and the legal basis',
      ],
    },
  },
  get: {
    title: 'Getting data',
    text: `1. Look in the [datasets](/datasets/). Any word of two characters or more will do; narrow the list by theme, agency or format.
2. On the page of a dataset look at three things first: its **class**, its **update state** (when the next update is due by the declared cycle, or by how many days it is overdue), and its **fields**.
3. Download the format you need, or read the data from a program with the examples on the page: see [developers](/developers/).`,
    table: 'Formats',
    head: ['Format', 'Good for', 'Notes'],
    rows: [
      ['XLSX', 'spreadsheets', 'left out where the rows exceed one sheet'],
      ['CSV', 'any program', 'UTF-8; field names in the first line. In Excel choose “Data → From Text/CSV”'],
      ['JSONL', 'programs that read line by line', 'one JSON object a line'],
      ['Parquet', 'analysis of large data', 'keeps field types; the smallest'],
      ['Original', 'checking', 'the file as the agency delivered it, untouched'],
    ],
    versions: `A version never changes once it is published and its number is part of the address, so that it can be cited; \`/files/…/latest/…\` always leads to the latest one. Each version carries \`SHA256SUMS\`, with which a download can be checked:

\`\`\`sh
sha256sum --check --ignore-missing SHA256SUMS
\`\`\`

Withdrawn datasets and versions do not vanish silently: the page stays, and says when and why.`,
  },
  licence: {
    title: 'Licence',
    text: 'Data without another note is licensed under Creative Commons Attribution 4.0 International (CC BY 4.0): copy it, change it, use it commercially, and name the source. See the [licence page](/licence/).',
  },
  conditional: {
    title: 'Applying for conditional data',
    text: `Art. 28 of the Measures: the agency that provides conditional data reviews the request for it, then opens the data through an interface of the platform or in similar ways.

**The guide.** Every conditional dataset has a guide of its own (Art. 31): who may apply, what to submit, what is asked of each item and on which basis, the steps and the time limits. It stands on the page of the dataset under “How to apply”, see [the list below](#conditional-guides); nobody needs to sign in to read it, and programs read it as [JSON](/api/v1/service-guide/conditional-data).

**Before you apply.** The page of the dataset also says why it is conditional, on which legal basis, and which fields it has, and shows a sample where one may be public. Look at the fields and the sample first, and ask only for what you need.

**Whom to ask.** The agency that provides the data. [Apply online](/apply/) from the page of the dataset and follow it under [my applications](/my/). Questions about what is asked go to the contact on the page of the dataset or in the table below.

**What to submit.** What the guide of the dataset says: the form is made from it, the check before submission and every return follow it, and nothing beyond it may be asked. In general:

- the applicant, known from the sign-in; some datasets are open to legal persons and unincorporated organisations only
- a contact
- the fields you need, with a reason for each sensitive one
- the scenario and the purpose
- how you will fetch the data, how often, for how long
- security measures and undertakings
- attachments: proof, where the data makes high demands on security and processing capability

**Data that is told in groups.** To protect personal privacy and business secrets some datasets give grouped results only and leave out groups of too few rows (Art. 45); the page of the dataset and its guide tell the smallest group.

**If something is missing.** You must be told everything that has to be corrected, once, and it must agree with the published guide (Art. 34). What you have submitted before and can be retrieved electronically must not be asked for again (Art. 32).

**What is made public.** While a grant has effect, the [open list](/open-list/conditional/) names the organisation that holds it, its purpose, fields and term; natural persons are not named, and nothing of pending applications is told.

**How long it takes.** The Measures set no time limit for reviewing such a request. The limits that the platform promises are in the table of [time limits](#limits), marked as promises; they are not statutory.`,
    table: 'Agencies with conditional data',
    head: ['Agency', 'Conditional datasets', 'Contact'],
    guides: 'The guide of each dataset',
    empty: 'There are no conditional datasets at present.',
  },
  objection: {
    title: 'If data is wrong or harms you',
    text: `**Objection (Art. 46).** A person or body whom the data is about may object to the Provincial Administration of Government Services and Digital Construction (“the Bureau”) when collected or opened data is wrong or incomplete, or infringes personal privacy, business secrets or other lawful rights. The Bureau first marks the objection, and then:

- where the correction is within its own scope, it decides and tells the objector the outcome promptly;
- where it is within the scope of the responsible provincial department, it forwards the objection; the department verifies it with the agency that provides the data, decides, and tells the Bureau, which tells the objector promptly.

For the limit of each step see [time limits](#limits). The Measures name no number of days for “promptly”.

**What to state.** Which dataset, version, row or field; what is wrong and what it should be, or which right is harmed; evidence; how to reach you. Online objection is not open yet: use the contact below.

**Complaints (Art. 50).** The body that receives a complaint verifies and handles it within 5 working days of accepting it, and tells the complainant the outcome.

**Anything else.** For an error that does not concern your own rights, or a field that you cannot make sense of, ask the agency named on the page of the dataset.`,
  },
  limits: {
    title: 'Time limits',
    table: 'Limits and their kind',
    unit: 'Unit: working days',
    head: ['Matter', 'Runs from', 'Limit', 'Kind'],
    statutory: 'statutory',
    promise: 'platform promise',
    join: '; ',
    extension: (days) =>
      `may be extended once, by at most ${days} working days, with the reason told to the applicant`,
    clocks: {
      'objection.mark': ['Objection: mark it', 'receipt of the objection'],
      'objection.decide': ['Objection within the Bureau’s scope: decide', 'receipt of the objection'],
      'objection.forward': ['Objection within a department’s scope: forward it', 'receipt of the objection'],
      'objection.verify': [
        'Objection: the department verifies and decides',
        'receipt of the forwarded objection',
      ],
      'complaint.answer': ['Complaint: verify and handle', 'acceptance of the complaint'],
      'application.precheck': ['Application for conditional data: formal check', 'submission'],
      'application.review': ['Application for conditional data: review', 'acceptance'],
      'application.signing': ['Application for conditional data: signing the agreement', 'approval'],
    },
    pause:
      'The time an applicant takes to correct a returned application does not count; the clock goes on after resubmission.',
  },
  clocks: {
    title: 'How working days are counted',
    text: `- The day of receipt is not counted; counting begins with the next working day (Civil Code, Art. 201).
- A limit ends at 24:00 China time on its last working day; where the last day is a holiday, on the day after the holiday ends (Civil Code, Art. 203).
- Which days are working days is laid down by each year’s holiday notice of the General Office of the State Council: make-up Saturdays and Sundays are working days, weekdays of a holiday are not. Going by the day of the week gives wrong dates.
- While the notice for a year is not published, a due date within it is marked provisional, and computed anew when it is.
- Autonomous areas may have holidays of their own.

**Example.** Received on Wednesday, 30 September 2026, limit 5 working days: 1 to 7 October are a holiday and Saturday the 10th is a make-up working day, so the days counted are the 8th, 9th, 10th, 12th and 13th; the limit ends on **13 October** at 24:00.`,
    calendar: 'The calendar that the platform counts by is itself a dataset: ',
  },
  words: {
    title: 'Words used here',
    table: 'Words',
    head: ['Word', 'Meaning'],
    rows: [
      [
        'Catalogue (公共数据资源目录)',
        'the one catalogue of the province: scope, provider, share and open attributes of all public data (Art. 15)',
      ],
      ['Entry (目录条目)', 'one item of the catalogue; data that is not open has an entry too'],
      [
        'Agency, publisher (提供部门)',
        'the body that collects or produces the data and answers for its quality (Art. 22)',
      ],
      [
        'Responsible department (省级责任部门)',
        'the provincial department that pools and checks the data of its line of administration, and verifies objections (Art. 14, 46)',
      ],
      ['Version (版本)', 'all that was published at one time; it never changes afterwards'],
      ['Update cycle (更新周期)', 'how often the agency says it updates; the platform tells overdue days'],
      ['Withdrawn (撤下)', 'the data is no longer provided; its page stays as a notice'],
    ],
  },
  help: {
    title: 'Whom to ask',
    text: 'For what the data says, ask the agency: contacts are on the pages of datasets and [agencies](/agencies/). For the platform and for objections, ask the supervisor:',
  },
};
