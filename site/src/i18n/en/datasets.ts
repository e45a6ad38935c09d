import type { datasets as zh } from '../zh/datasets.ts';

export const datasets: typeof zh = {
  title: 'Datasets',
  lead: (total) =>
    `${total} datasets. Open data needs no registration: download it or read it through an interface.`,
  searchLabel: 'Search the catalogue',
  searchPlaceholder: 'e.g. water quality, hospital, 公交',
  searchButton: 'Search',
  results: 'Datasets',
  filters: 'Filters',
  showFilters: 'Filters',
  clear: 'Clear all filters',
  facets: {
    openness: 'Openness',
    state: 'Update state',
    priority: 'Priority',
    theme: 'Theme',
    agency: 'Publisher',
    format: 'Format',
  },
  allValues: 'All',
  sort: 'Sort by',
  sorts: { relevance: 'Relevance', modified: 'Last updated', due: 'Due date', rows: 'Size' },
  columns: { class: 'Openness', update: 'Update', size: 'Size', formats: 'Formats' },
  found: '{n} datasets found',
  showing: (from, to, of) => `${from}–${to} of ${of}`,
  nothing: 'No dataset matches',
  nothingHint:
    'Try another word, remove a filter, or browse by theme. For data that is not open yet, see the guide.',
  archive: {
    link: 'Browse all datasets page by page',
    page: (n) => `All datasets, page ${n}`,
    lead: 'In the order of their first publication, the earliest first; withdrawn ones keep their place.',
    allOf: (total) => `Show all ${total}`,
  },
  loading: 'Searching…',
  failed: 'The search did not load. Below are the latest datasets; all of them can be browsed page by page.',
  showMore: 'Show {n} more',
  inFacet: (label, value) => `${label}: ${value}`,
  searchNote: 'Without scripts, browse the whole catalogue by the filters, or download it.',
};
