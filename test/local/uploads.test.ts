import { expect, it } from 'vitest';
import { openUploads } from '../../functions/local/uploads.ts';
import { descriptor, openPublishing, publisher } from '../service/publication/publishing.ts';
import { announcedFile, csv } from '../service/upload/uploading.ts';

const portalUrl = 'http://localhost';

it('a job under way when the machine is stopped is left, told as stopped, and done by the next process', async () => {
  await using publishing = await openPublishing();
  const { service, deps } = publishing;
  const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const faults: unknown[] = [];
  const open = (publications = service) => {
    const onFault = (error: unknown) => faults.push(error);
    return openUploads({ ...deps, portalUrl, publications, show: deps.onChanged, onFault });
  };
  const before = open({
    ...service,
    publish: async (request) => {
      reached.resolve();
      await released.promise;
      return service.publish(request);
    },
  });
  const files = [announcedFile('rivers.csv', csv)];
  const announced = await before.service.announce({ document: descriptor(), files, actor: publisher });
  const id = announced.outcome === 'announced' ? announced.id : '';
  const token = (await before.service.read(id, publisher))?.files[0]?.address?.headers['X-Upload-Token'];
  const body = new Blob([csv]).stream();
  await before.service.receive({ id, name: 'rivers.csv', token: token ?? '', body });
  await before.service.start({ id, actor: publisher, dryRun: false });
  await reached.promise;
  await before.stop();
  released.resolve();
  await before.idle();
  expect(await before.service.read(id, publisher)).toMatchObject({
    state: 'failed',
    run: { because: 'stopped' },
  });
  await expect(before.service.start({ id, actor: publisher, dryRun: false })).rejects.toThrow('no job');
  expect((await publishing.catalogue()).entry('rivers')).toBeUndefined();

  const after = open();
  await after.service.start({ id, actor: publisher, dryRun: false });
  await after.idle();
  expect(await after.service.read(id, publisher)).toMatchObject({ state: 'published' });
  expect(faults).toEqual([]);
});
