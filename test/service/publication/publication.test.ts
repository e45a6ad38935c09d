import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileKey } from '../../../functions/domain/file-key.ts';
import { descriptor, openPublishing, publisher, reviewer, stranger } from './publishing.ts';

const withPerson = { 'rivers.csv': 'id,name,note\n1,松花江,联系13800138000\n2,图们江,无\n' };

describe('publishing', () => {
  it('makes version 1 visible with its files, checksums and change', async () => {
    await using publishing = await openPublishing();
    const result = await publishing.publish(descriptor());
    expect(result).toMatchObject({ outcome: 'published', version: 1, table: { rows: 2 } });
    const catalogue = await publishing.catalogue();
    const version = catalogue.entry('rivers')?.versions[0];
    expect(version?.distributions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['rivers.csv', 'rivers.jsonl', 'rivers.parquet', 'rivers.xlsx', 'SHA256SUMS']),
    );
    for (const { name, sha256 } of version?.distributions ?? [])
      expect((await publishing.deps.blobs.head(openFileKey('rivers', 1, name)))?.sha256).toBe(sha256);
    expect(
      catalogue
        .changes()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['added', 'version']);
  });

  it('publishes nothing new when nothing changed, and only metadata when only that changed', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    expect((await publishing.publish(descriptor())).outcome).toBe('unchanged');
    const retitled = await publishing.publish(descriptor({ title: '河流断面' }));
    expect(retitled).toMatchObject({ outcome: 'published' });
    expect(retitled).not.toHaveProperty('version');
    const entry = (await publishing.catalogue()).entry('rivers');
    expect(entry?.dataset.title).toBe('河流断面');
    expect(entry?.versions).toHaveLength(1);
  });

  it('numbers new content 2 and says what changed', async () => {
    await using publishing = await openPublishing();
    const fields = ['id', 'name'].map((name) => ({
      name,
      title: name,
      type: name === 'id' ? ('integer' as const) : ('string' as const),
      sensitivity: 'public' as const,
    }));
    const dataset = descriptor({ fields, primaryKey: ['id'] });
    await publishing.publish(dataset);
    const second = { 'rivers.csv': 'id,name\n1,松花江干流\n3,鸭绿江\n' };
    expect(await publishing.publish(dataset, second)).toMatchObject({ outcome: 'published', version: 2 });
    const version = (await publishing.catalogue()).entry('rivers')?.versions[0];
    expect(version?.difference).toMatchObject({ from: 1, rowsAdded: 1, rowsRemoved: 1, rowsChanged: 1 });
  });

  it('tells every defect of a bad descriptor and stores nothing', async () => {
    await using publishing = await openPublishing();
    const result = await publishing.publish(descriptor({ acquisition: 'shared', publisher: 'nobody' }));
    expect(result.outcome).toBe('invalid');
    expect(result).toMatchObject({
      defects: expect.arrayContaining([
        expect.objectContaining({ path: 'acquisition', law: 'Art. 29' }),
        expect.objectContaining({ path: 'publisher' }),
      ]),
    });
    expect((await publishing.catalogue()).info.entries).toBe(0);
  });

  it('checks everything and stores nothing in a dry run', async () => {
    await using publishing = await openPublishing();
    expect(await publishing.publish(descriptor(), undefined, { dryRun: true })).toMatchObject({
      outcome: 'published',
      dryRun: true,
      version: 1,
    });
    expect(
      (await publishing.deps.blobs.list('')).rows.filter(({ key }) => !key.startsWith('snapshots/')),
    ).toEqual([]);
    expect((await publishing.catalogue()).info.entries).toBe(0);
  });

  it("refuses another agency's publisher before reading the content", async () => {
    await using publishing = await openPublishing();
    const result = await publishing.publish(descriptor(), { 'rivers.csv': '' }, { actor: stranger });
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'not-owner' } });
  });

  it('flags a second entry with the same content (Art. 16)', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    const copy = await publishing.publish(descriptor({ id: 'rivers-copy', code: '307008211001/2' }));
    expect(copy).toMatchObject({ outcome: 'published', flags: [{ related: 'rivers' }] });
  });

  it("renames an inferred column that has a name of the query engine's own", async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor(), { 'rivers.csv': 'id,file_row_number\n1,2\n' });
    const version = (await publishing.catalogue()).entry('rivers')?.versions[0];
    expect(version?.fields.map(({ name }) => name)).toEqual(['id', 'file_row_number_2']);
  });

  it('leaves nothing in the work directory', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    expect(await readdir(join(publishing.directory, 'work'))).toEqual([]);
  });
});

describe('the privacy gate (Art. 28, 45)', () => {
  it('holds content with a mobile number back and shows it masked', async () => {
    await using publishing = await openPublishing();
    const result = await publishing.publish(descriptor(), withPerson);
    expect(result).toMatchObject({
      outcome: 'blocked',
      findings: [{ kind: 'mobile-number', column: 'note' }],
    });
    expect(JSON.stringify(result)).not.toContain('13800138000');
    expect((await publishing.catalogue()).entry('rivers')).toBeUndefined();
    expect((await publishing.deps.blobs.list('files/')).rows).toEqual([]);
  });

  it('opens when one person asks with a legal basis and a second one approves', async () => {
    await using publishing = await openPublishing();
    const blocked = await publishing.publish(descriptor(), withPerson);
    if (blocked.outcome !== 'blocked') throw new Error(blocked.outcome);
    const { contentHash } = blocked;
    const request = {
      id: 'rivers',
      contentHash,
      reason: '依法公开的值班电话',
      legalBasis: '政府信息公开条例第二十条',
    };
    expect(await publishing.service.requestOverride({ ...request, actor: publisher })).toEqual({
      outcome: 'done',
    });
    const self = await publishing.service.approveOverride({ id: 'rivers', contentHash, actor: publisher });
    expect(self).toMatchObject({ outcome: 'refused' });
    await publishing.service.approveOverride({ id: 'rivers', contentHash, actor: reviewer });
    expect(await publishing.publish(descriptor(), withPerson)).toMatchObject({
      outcome: 'published',
      version: 1,
    });
  });
});

describe('withdrawal', () => {
  it('takes the files of a version from their public place and keeps them in the archive', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    await publishing.service.withdrawVersion({
      id: 'rivers',
      version: 1,
      actor: publisher,
      reason: '数据有误',
    });
    expect((await publishing.deps.blobs.list('files/')).rows).toEqual([]);
    expect((await publishing.deps.blobs.list('archive/rivers/')).rows.length).toBeGreaterThan(4);
    const [version] = (await publishing.catalogue()).entry('rivers')?.versions ?? [];
    expect(version).toMatchObject({ distributions: [], withdrawn: { reason: '数据有误' } });
  });

  it('leaves no byte of a withdrawn entry in the downloadable snapshot', async () => {
    await using publishing = await openPublishing();
    const telling = descriptor({
      description: `${'写着不该留下的话。'.repeat(8)}hemlock`,
      keywords: ['毒芹汁'],
    });
    await publishing.publish(telling, { 'rivers.csv': 'id,name\n1,曼陀罗花\n' });
    await publishing.publish(descriptor({ id: 'lakes', code: '307008211001/2' }), {
      'rivers.csv': 'id,name\n1,天池\n',
    });
    const bytes = async () => readFile((await publishing.catalogue()).path);
    const traces = ['hemlock', '曼陀罗', '毒芹汁', '毒芹'];
    const before = await bytes();
    for (const trace of traces) expect(before.includes(trace), trace).toBe(true);
    await publishing.service.withdrawDataset({ id: 'rivers', actor: publisher, reason: '停止发布' });
    const after = await bytes();
    for (const trace of traces) expect(after.includes(trace), trace).toBe(false);
  });

  it('leaves a tombstone of a dataset', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    await publishing.service.withdrawDataset({ id: 'rivers', actor: publisher, reason: '停止发布' });
    const catalogue = await publishing.catalogue();
    expect(catalogue.entry('rivers')).toMatchObject({
      status: 'withdrawn',
      withdrawn: { reason: '停止发布' },
    });
    expect(catalogue.file('rivers', 1, 'rivers.csv')).toBeUndefined();
  });
});

describe('reclassification (Art. 28)', () => {
  const conditional = descriptor({
    openness: {
      class: 'conditional',
      ground: 'continuous',
      reason: '需要持续获取',
      legalBasis: '办法第二十八条',
      conditions: '签订使用协议',
    },
  });

  it('closes the files of data that becomes conditional and opens them again', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    await publishing.publish(conditional);
    expect((await publishing.deps.blobs.list('files/')).rows).toEqual([]);
    expect((await publishing.catalogue()).entry('rivers')?.versions[0]?.distributions).toEqual([]);
    await publishing.publish(descriptor());
    expect((await publishing.deps.blobs.list('files/')).rows.length).toBeGreaterThan(4);
  });
});

describe('two at once', () => {
  it('gives two racing publications of different content the versions 1 and 2', async () => {
    await using publishing = await openPublishing();
    const other = { 'other.csv': 'id,name\n9,辽河\n' };
    const results = await Promise.all([
      publishing.publish(descriptor()),
      publishing.publish(descriptor({ data: { path: 'other.csv' } }), other),
    ]);
    expect(results.map((result) => result.outcome === 'published' && result.version).sort()).toEqual([1, 2]);
    expect((await publishing.catalogue()).entry('rivers')?.versions).toHaveLength(2);
  });
});

describe('the snapshot', () => {
  it('is the same whether written at once or one publication after another', async () => {
    await using publishing = await openPublishing();
    await publishing.publish(descriptor());
    await publishing.publish(descriptor({ id: 'lakes', code: '307008211001/2', title: '湖泊' }), {
      'rivers.csv': 'id,name\n1,长白山天池\n',
    });
    const { refreshSnapshot } = await import('../../../functions/service/catalogue/snapshot.ts');
    const step = (await publishing.catalogue()).info;
    await refreshSnapshot({ ...publishing.deps }, { rebuild: true });
    expect((await publishing.catalogue()).info).toEqual(step);
  });
});
