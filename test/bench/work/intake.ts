/** Prepares a version from one CSV file: read, infer, check, scan, convert to all formats. */
import { mkdtemp, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import { intake } from '../../../functions/service/intake/intake.ts';
import { report } from '../measure.ts';

const [path = '', mediaType = 'csv'] = process.argv.slice(2);

const dataset: Dataset = {
  id: 'bench',
  code: '307008000000/1',
  title: '性能测试数据',
  description: '性能测试数据，由固定种子生成。'.repeat(6),
  publisher: 'bureau',
  responsibleDepartment: 'bureau',
  theme: '211',
  keywords: ['性能'],
  sharing: { type: 'unconditional' },
  openness: { class: 'unconditional' },
  acquisition: 'collected',
  dataLevel: 'general',
  updateCycle: 'yearly',
  issued: '2026-01-01',
  modified: '2026-01-01',
  spatial: { code: '220000', name: '吉林省' },
  contact: { phone: '0431-80000000' },
  data: { path: basename(path), format: mediaType as 'csv' },
};

await report(async () => {
  const workDirectory = await mkdtemp(join(dirname(path), 'intake-'));
  try {
    const result = await intake(
      { dataset, directory: dirname(path), workDirectory, officeContacts: [], today: '2026-11-23' },
      { generators: {} },
    );
    if (result.outcome !== 'prepared') throw new Error(JSON.stringify(result).slice(0, 2000));
    return { rows: result.version.rows };
  } finally {
    await rm(workDirectory, { recursive: true, force: true });
  }
});
