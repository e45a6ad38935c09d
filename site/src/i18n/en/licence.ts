import type { licence as zh } from '../zh/licence.ts';

export const licence: typeof zh = {
  title: 'Open licence',
  lead: 'Data without another note is licensed under Creative Commons Attribution 4.0 International (CC BY 4.0). The licence on the page of each dataset is the one that counts.',
  may: {
    title: 'What you may do',
    text: `- **Copy and share** the data, in any medium and format
- **Adapt** it: change it, convert it, combine it with other data, build products and services on it
- **for any purpose**, commercial ones included, without asking and without a fee

There is one condition: **attribution**. Name the source, link to the licence, say what you changed; and do not suggest that the agency endorses you or your use.`,
  },
  cite: {
    title: 'How to attribute',
    text: 'Name the agency, the dataset, the version, the platform, and the address of the dataset’s page. Every dataset page has a citation ready to copy, for example:',
    example: (publisher, title, version, site, url) =>
      `${publisher}, “${title}”, version ${version}, ${site}, ${url}, CC BY 4.0`,
  },
  used: {
    title: 'Licences in the catalogue',
    table: 'Datasets by licence',
    unit: 'Unit: datasets',
    licence: 'Licence',
    datasets: 'Datasets',
    note: 'Conditional datasets are included; those not open or withdrawn are not.',
  },
  limits: {
    title: 'What the licence does not cover',
    text: `- **Conditional data**: the purpose, fields, term and security laid down at review apply besides; what the agency and the user agreed counts.
- **Rights of others**: trademarks and emblems are not licensed, and laws on personal information, secrecy and the like are not touched.
- **Data from other sources**: some datasets draw on third parties; their pages list sources and licences, and both apply.
- **Accuracy**: data is provided as it is. If you find an error, tell the agency: see the [guide](/guide/#objection).`,
  },
  text: {
    title: 'Full text',
    link: 'CC BY 4.0 legal code (Creative Commons)',
  },
};
