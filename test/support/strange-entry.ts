/** An entry whose every text holds what formats trip over: quotes, markup, emoji, four-byte characters, right-to-left. */
import type { SnapshotSource } from '../../functions/service/catalogue/snapshot-writer.ts';
import { datasetOf, published, versionOf } from './catalogue-builders.ts';

export const strangeTitle = `"引号" 'x' <script>&amp;</script> \\ 😀 𠮷野家 مرحبا \u{202E}txt\u{202C} ]]> }}`;

export const strangeSource: SnapshotSource = published(
  datasetOf('strange', strangeTitle, {
    titleEn: `${strangeTitle} in English`,
    description: `${strangeTitle}\n\t\u{7}第二行。`.padEnd(60, '。'),
    keywords: ['"引号"', '<b>', '😀', '𠮷'],
    licence: 'https://licence.example/terms?a=1&b=2',
    openness: { class: 'unconditional' },
  }),
  [
    versionOf('strange', 1, '2026-01-05T03:00:00.000Z', {
      fields: [
        {
          name: '列_𠮷',
          title: strangeTitle,
          type: 'string',
          sensitivity: 'public',
          description: strangeTitle,
        },
      ],
    }),
  ],
);
