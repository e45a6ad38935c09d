import type { priority as zh } from '../zh/priority.ts';

export const priority: typeof zh = {
  title: 'Priority data',
  lead: 'High-value public data – closely tied to people’s livelihood, urgently needed by society, or of notable commercial potential – is to be opened first (Art. 29 of the Measures). Each dataset below says on which ground.',
  count: (n, of) => `${n} of the ${of} datasets in the catalogue ${n === 1 ? 'is' : 'are'} priority data.`,
  groundsTitle: 'The three grounds',
  ground: 'Ground',
  grounds: 'Grounds for being opened first',
  datasets: 'Datasets',
  unit: 'Unit: datasets',
  note: 'Note',
  several: 'A dataset may meet several grounds, so that the numbers may add up to more than the total.',
  listOf: (ground) => ground,
  empty: 'There is no priority data at present.',
  request:
    'If data that you think should be opened first is missing, ask the [agency](/agencies/) that should provide it.',
};
