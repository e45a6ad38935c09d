/** A whole version as one zip: its files as they are, and the data package that describes them. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { openFileKey } from '../../domain/file-key.ts';
import type { CatalogueEntry, Version } from '../../domain/version.ts';
import type { Blobs } from '../ports.ts';
import { type ByteStream, pulledStream } from '../query/streams.ts';
import type { Describing } from './common.ts';
import { archiveDirectory, dataPackageOf } from './data-package.ts';

export interface VersionArchive {
  /** Of the whole archive: nothing in it is compressed, so that it is known before the first byte is read. */
  readonly bytes: number;
  /** Opens each file when its turn comes, and none before this is called. */
  readonly open: () => Promise<ByteStream>;
}

/** What the archive is made of, as text: equal texts, equal archives. */
export const archiveDescription = (entry: CatalogueEntry, version: Version, describing: Describing): string =>
  JSON.stringify(dataPackageOf(entry, version, describing, 'archive'), undefined, 2);

/** The archive of an open version. A file that is not there breaks the stream off; `onMissing` hears of it. */
export async function versionArchive(
  blobs: Pick<Blobs, 'get'>,
  entry: CatalogueEntry,
  version: Version,
  description: string,
  onMissing: (key: string) => void,
): Promise<VersionArchive> {
  const zip = new ZipFile();
  const mtime = new Date(version.issued);
  const started = Promise.withResolvers<void>();
  let open: Readable | undefined;
  zip.addBuffer(Buffer.from(`${description}\n`), 'datapackage.json', { mtime, compress: false });
  for (const file of version.distributions) {
    const key = openFileKey(entry.dataset.id, version.number, file.name);
    const options = { mtime, compress: false, size: file.bytes };
    zip.addReadStreamLazy(`${archiveDirectory}/${file.name}`, options, (give) => {
      started.promise
        .then(() => blobs.get(key))
        .then((body) => {
          if (!body) throw missing(key, onMissing);
          open = Readable.fromWeb(body as import('node:stream/web').ReadableStream);
          open.once('error', (error) => zip.emit('error', error));
          give(null, open);
        })
        .catch((error: unknown) => zip.emit('error', error));
    });
  }
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => open?.destroy());
  // The declared types know of no argument.
  const end = zip.end.bind(zip) as (options: undefined, told: (bytes: number) => void) => void;
  const bytes = await new Promise<number>((resolve) => {
    end(undefined, resolve);
  });
  return { bytes, open: () => pulledStream(piecesOf(output, started.resolve)) };
}

function missing(key: string, onMissing: (key: string) => void): Error {
  onMissing(key);
  return new Error(`${key} is missing`);
}

/** Whoever leaves early destroys `output`, and with it the file that is open. */
async function* piecesOf(output: Readable, start: () => void): AsyncGenerator<Uint8Array, void, undefined> {
  start();
  for await (const piece of output) yield piece as Buffer;
}
