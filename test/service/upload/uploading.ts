/** Uploads on real embedded stores, with a clock that can be put forward and jobs that run when they are told to. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import type { Job } from '../../../functions/service/ports-upload.ts';
import type { UploadDeps, UploadView } from '../../../functions/service/upload/contract.ts';
import { type RunDeps, runPublication } from '../../../functions/service/upload/run.ts';
import { createUploadService } from '../../../functions/service/upload/uploads.ts';
import { openOwnUploadDoor } from '../../../functions/store/own-upload-door.ts';
import { descriptor, openPublishing, publisher } from '../publication/publishing.ts';

export const csv = 'id,name\n1,松花江\n2,图们江\n';
export const announcedFile = (name: string, text: string) => {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { name, bytes: Buffer.byteLength(text), sha256 };
};

export type Uploading = Awaited<ReturnType<typeof openUploading>>;

export async function openUploading() {
  const clock = { now: new Date('2026-03-10T02:00:00.000Z') };
  const publishing = await openPublishing(() => clock.now);
  const { deps, service: publications } = publishing;
  const started: Job[] = [];
  const given = { answer: 'started' as 'started' | 'no-capacity' | Error };
  const uploadDeps: UploadDeps = {
    ...deps,
    publications,
    door: openOwnUploadDoor({ portalUrl: 'https://data.example.cn', now: deps.now }),
    runner: {
      start: async (job) => {
        if (given.answer instanceof Error) throw given.answer;
        if (given.answer === 'started') started.push(job);
        return given.answer;
      },
    },
  };
  const service = createUploadService(uploadDeps);
  const runDeps: RunDeps = {
    ...deps,
    publications,
    show: deps.onChanged,
    onFault: (error) => {
      throw error;
    },
  };
  const announce = async (
    changes: Partial<Dataset> = {},
    files = { 'rivers.csv': csv },
    actor: Actor = publisher,
  ) => {
    const announced = Object.entries(files).map(([name, text]) => announcedFile(name, text));
    return service.announce({ document: descriptor(changes), files: announced, actor });
  };
  const read = async (id: string): Promise<UploadView> => {
    const view = await service.read(id, publisher);
    if (!view) throw new Error(`${id} is unknown`);
    return view;
  };
  /** As a client does: to the addresses that are told. */
  const send = async (id: string, files: Readonly<Record<string, string>>) => {
    const { files: wanted } = await read(id);
    const tokens = new Map(wanted.map(({ name, address }) => [name, address?.headers['X-Upload-Token']]));
    return Promise.all(
      Object.entries(files).map(([name, text]) =>
        service.receive({ id, name, token: tokens.get(name) ?? '', body: new Blob([text]).stream() }),
      ),
    );
  };
  return {
    ...publishing,
    publications,
    service,
    started,
    given,
    announce,
    read,
    send,
    start: (id: string, dryRun = false) => service.start({ id, actor: publisher, dryRun }),
    run: (job = started.at(-1), more: Partial<RunDeps> = {}) => {
      if (!job) throw new Error('no job was started');
      return runPublication({ ...runDeps, ...more }, job);
    },
    /** Announced and sent. */
    async ready(changes: Partial<Dataset> = {}, text = csv): Promise<string> {
      const result = await announce(changes, { 'rivers.csv': text });
      if (result.outcome !== 'announced') throw new Error(JSON.stringify(result));
      await send(result.id, { 'rivers.csv': text });
      return result.id;
    },
    pass: (milliseconds: number) => {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
  };
}
