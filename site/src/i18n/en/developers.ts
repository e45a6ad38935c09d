import type { developers as zh } from '../zh/developers.ts';

export const developers: typeof zh = {
  title: 'Developers',
  lead: 'Open data needs no key and no registration: copy a snippet and run it.',
  start: {
    title: 'In five minutes',
    text: (title) =>
      `These snippets read “${title}” and run as they are; put in the id of another dataset to read that. The first four use only what each language brings with it; pandas, DuckDB and ckanapi are installed first, the one for Excel goes into Power Query’s advanced editor, the one for QGIS into its Python console.`,
    none: 'There is no dataset to query in the catalogue yet; snippets that run appear here after the first publication.',
    more: 'Every dataset page has snippets for that dataset.',
  },
  interfaces: {
    title: 'Interfaces',
    text: 'Portal, interfaces and downloads live under one address. Open data may be read from any origin (CORS); HEAD, ETag and `If-None-Match` work; text is compressed by `Accept-Encoding`.',
    table: 'Addresses',
    head: ['Address', 'Content'],
    all: 'For all parameters and answers see the [reference](/developers/reference/); the description for machines is [/openapi.json](/openapi.json) (OpenAPI 3.1).',
    files: {
      '/open-list.csv': 'The open lists of all agencies, one line an entry (CSV)',
      '/open-list.json': 'The open lists of all agencies with all changes (JSON)',
      '/statistics.json': 'All figures of the statistics page (JSON)',
      '/quality/indicators.csv':
        'Tables of the self-evaluation (classes, agencies, indicators, evidence; CSV)',
    },
  },
  filters: {
    title: 'Filters, order, aggregates',
    text: '`records` and `export` take the same parameters: `FIELD__OPERATOR=VALUE`. All conditions must hold; the names of fields are in the field table of the dataset. A wrong field or value is answered with 400 and everything that is wrong at once, with what is allowed.',
    table: 'Operators',
    head: ['Operator', 'Meaning', 'Types'],
    every: 'all',
    operators: {
      exact: 'equals',
      differs: 'does not equal',
      contains: 'contains this text',
      in: 'is in the list; separated by commas, values with commas in double quotes',
      notin: 'is not in the list',
      less: 'less than or equal to',
      greater: 'greater than or equal to',
      strictly_less: 'less than',
      strictly_greater: 'greater than',
      isnull: 'is empty; write true as the value',
      isnotnull: 'is not empty; write true as the value',
      sort: 'orders, asc or desc; empty cells come last; several may be given, the first counts first',
      groupby: 'groups by the field; write true as the value',
      count: 'number (aggregate)',
      sum: 'sum (aggregate)',
      avg: 'mean (aggregate)',
      min: 'minimum (aggregate)',
      max: 'maximum (aggregate)',
    },
    columns:
      '`columns=a,b` gives only these columns; not together with groups or aggregates. Columns of aggregates are called `FIELD__OPERATOR`.',
    examples: 'Examples',
    exampleOf: {
      exact: 'Equal to a value',
      compare: 'Greater than or equal to, the largest first',
      columns: 'Two columns, five rows a page',
      group: 'Count by a field, the most frequent first',
    },
  },
  paging: {
    title: 'Paging and export',
    text: `\`records\` gives at most 10,000 rows a page (\`limit\`, 100 unless given). The answer is:

\`\`\`json
{ "data": [ … ], "links": { "next": "…" }, "meta": { "total": 12345, "version": 3 } }
\`\`\`

Follow \`links.next\` as it is until it is \`null\`. A cursor belongs to one version: a new version published meanwhile neither loses nor repeats rows.

For all rows use \`export\` (csv, json, jsonl, parquet, xlsx): the same filters, streamed, without a limit of rows (xlsx: one sheet, 1,048,575 rows). Without filters it redirects (307) to the published file, so let your client follow redirects. Add \`bom=true\` to open CSV in Excel; \`formulas=escape\` puts an apostrophe before cells that a spreadsheet would run.

\`version=N\` asks a certain version; the latest unless given.`,
  },
  files: {
    title: 'Files and how to check them',
    text: `\`/files/{id}/{version}/{name}\` never changes: cache it for ever, resume it (Range); \`/files/{id}/latest/{name}\` redirects to the latest version. The ETag is the file’s SHA-256. To check a download:`,
  },
  log: {
    title: 'Public log, and verifying a file',
    text: 'Every version, every change of a catalogue entry and every withdrawal is told in a public log to which is only ever added, and once a day a hash over all records. It is a Merkle tree (RFC 9162), signed with Ed25519 (C2SP [tlog-checkpoint](/log/checkpoint), tlog-tiles); the public keys and their times are at [/log/keys](/log/keys). With a file and its `proof.json`, [verify.mjs](/log/verify.mjs) (Node is all it needs) proves offline that the file, its version and its catalogue entry are in the log, or says exactly what is wrong. Keep the public key from your first visit.',
  },
  limits: {
    title: 'Limits',
    table: 'Limits',
    head: ['What', 'At most'],
    rows: [
      ['A page of records', '10,000 rows'],
      ['A page of the catalogue', '100 entries'],
      ['Parameters of a query', '100'],
      ['Values of in and notin', '1,000'],
      ['Length of a value', '1,000 characters'],
      ['Computing time of records', '30 seconds, then query-too-slow'],
      ['Queries at a time', 'beyond capacity: busy, with Retry-After'],
      ['Rows of an export', 'no limit (xlsx: 1,048,575)'],
    ],
    text: 'There is no rate limit by origin at present. Wait as `Retry-After` says before trying again; for whole datasets take the file or `export` rather than page after page.',
  },
  conditional: {
    title: 'Conditional data',
    text: 'The entry, the fields and a sample are open to all; queries and downloads answer 403 with the code [conditional-data](/developers/errors/#conditional-data). How to apply: see the [guide](/guide/#conditional). Keys go into a header, never into an address.',
  },
  publish: {
    title: 'Publishing from an agency’s system',
    text: 'Agencies’ own systems send a descriptor with its files to `POST /api/v1/publications`, with a bearer token of the unified identity provider; `dryRun=true` checks everything and stores nothing, `Idempotency-Key` keeps a repeated request from publishing twice. See the [reference](/developers/reference/).',
  },
  errors: {
    title: 'Errors',
    text: 'Every error is `application/problem+json` (RFC 9457) with a stable `code` and `advice` on what to do. All codes: [error codes](/developers/errors/). This is the answer to a misspelt field:',
    example: 'An error',
  },
  changes: {
    title: 'Changes and stability',
    text: `- Within \`/api/v1\`, no documented address, parameter, member or code is removed or changes its meaning; new ones may be added, so ignore members that you do not know.
- Changes of the data are in [/feed.atom](/feed.atom): additions, new versions, reclassifications, withdrawals.
- Withdrawn datasets and versions answer 410 with the reason, not 404.`,
  },
  reference: {
    title: 'Interface reference',
    lead: 'Made from the platform’s own routes; the same as /openapi.json.',
    tags: {
      datasets: 'Catalogue',
      records: 'Rows',
      files: 'Files',
      catalogue: 'The whole catalogue',
      ckan: 'CKAN interface',
      publications: 'Publishing',
      harvested: 'Harvested catalogues',
      applications: 'Applications',
      objections: 'Objections (Art. 46)',
      keys: 'Access keys',
      sharing: 'Sharing between agencies',
      voices: 'Complaints, requests, questions, ratings, reuses',
      monitoring: 'Monitoring',
      webhooks: 'Webhooks',
      account: 'Accounts',
      platform: 'Platform',
    },
    auth: {
      none: 'needs no key',
      optional: 'answers anybody, signed in or not',
      bearer: 'needs an access token (Bearer) or a session',
      session: 'needs a session',
    },
    parameters: 'Parameters',
    body: 'Body',
    answers: 'Answers',
    problems: 'Error codes',
    head: {
      name: 'Name',
      place: 'In',
      type: 'Type',
      description: 'Description',
      status: 'Status',
      media: 'Media type',
    },
    place: { path: 'path', query: 'query', header: 'header' },
    required: 'required',
    schemas: 'Schemas',
    schemaText: 'Unless stated otherwise, members that are not listed may occur.',
    download: 'Download the OpenAPI description',
  },
};
