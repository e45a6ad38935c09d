/** One entry as the open lists show it: its class with grounds, its state, its size; without versions and fields. */
import type { Dataset } from '../../../functions/domain/dataset.ts';
import type { Opening } from '../../../functions/domain/opening.ts';
import { type CatalogueEntry, latestOf, type Withdrawal } from '../../../functions/domain/version.ts';
import { contentFiles } from '../../../functions/service/metadata/common.ts';
import { type UpdateState, updateStateOf } from '../update-state.ts';

type Kept =
  | 'id'
  | 'code'
  | 'title'
  | 'titleEn'
  | 'publisher'
  | 'theme'
  | 'responsibleDepartment'
  | 'sharing'
  | 'openness'
  | 'priority'
  | 'licence'
  | 'updateCycle'
  | 'issued'
  | 'modified'
  | 'contact';

export interface Line extends Pick<Dataset, Kept> {
  readonly status: CatalogueEntry['status'];
  readonly withdrawn?: Withdrawal;
  readonly update: UpdateState;
  /** Number of the latest version that is not withdrawn. */
  readonly version?: number;
  readonly rows: number | null;
  /** Upper-case, as offered for download. */
  readonly formats: readonly string[];
  /** Applications and grants, of conditional data only. */
  readonly opening?: Opening;
}

/** The entry as a line, its update state on `today` (CCYY-MM-DD in China). */
export function lineOf(entry: CatalogueEntry, today: string, opening?: Opening): Line {
  const { dataset } = entry;
  const latest = latestOf(entry);
  const files = latest ? contentFiles(latest) : [];
  return {
    id: dataset.id,
    code: dataset.code,
    title: dataset.title,
    titleEn: dataset.titleEn,
    publisher: dataset.publisher,
    theme: dataset.theme,
    responsibleDepartment: dataset.responsibleDepartment,
    sharing: dataset.sharing,
    openness: dataset.openness,
    priority: dataset.priority,
    licence: dataset.licence,
    updateCycle: dataset.updateCycle,
    issued: dataset.issued,
    modified: dataset.modified,
    contact: dataset.contact,
    status: entry.status,
    withdrawn: entry.withdrawn,
    update: updateStateOf(entry, today),
    version: latest?.number,
    rows: latest?.rows ?? null,
    formats: [...new Set(files.map(({ format }) => format))],
    ...(opening && { opening }),
  };
}
