/** The columns of the record, read from their table. */
import { fieldTable, resourceTable } from './column-tables.ts';
import type { VocabularyName } from './vocabularies.ts';

export type Kind =
  | { readonly is: 'text' | 'day' | 'integer' | 'yes-no' | 'list' }
  /** One word of a vocabulary, or several. */
  | { readonly is: 'word' | 'words'; readonly of: VocabularyName }
  /** A bound or listed values, of the type of their field. */
  | { readonly is: 'scalar' | 'scalars' }
  /** An agency by its name or by its credit code. */
  | { readonly is: 'agency-name' | 'agency-code'; readonly of: 'publisher' | 'responsibleDepartment' }
  /** Where data comes from: name, address, licence and note. */
  | { readonly is: 'sources' }
  /** Told from other values; what is read must agree with it. */
  | { readonly is: 'derived' };

export interface Column {
  /** `sharing.type` */
  readonly key: string;
  readonly label: string;
  readonly kind: Kind;
  /** Asked for by the national guide; otherwise added here. */
  readonly isGuide: boolean;
  readonly isRequired: boolean;
  /** What to write, in Chinese: whoever fills the template reads it. */
  readonly note: string;
}

function columnsOf(table: string): readonly Column[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [key = '', label = '', kind = '', flags = '', note = ''] = line.split(/ +\| +/);
      const [is, of] = kind.split(':');
      return {
        key,
        label,
        kind: { is, ...(of && { of }) } as Kind, // a test holds the table against its vocabularies
        isGuide: flags.includes('guide'),
        isRequired: flags.includes('required'),
        note,
      };
    });
}

export const resourceColumns = columnsOf(resourceTable);
export const fieldColumns = columnsOf(fieldTable);

/** Places of the descriptor that the record carries; everything else of a descriptor it leaves alone. */
export const carriedPaths: readonly string[] = [
  ...resourceColumns
    .filter(({ kind }) => kind.is !== 'derived' && kind.is !== 'agency-code')
    .map(({ key }) => key),
  'fields',
];
