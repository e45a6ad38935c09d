/** Whether a file is what its name says: by its first bytes and, for documents in an archive, by what lies inside. */
import { promisify } from 'node:util';

/** What reads archives is loaded with the first. */
async function openArchive(bytes: Buffer): Promise<import('yauzl').ZipFile> {
  const { fromBuffer } = await import('yauzl');
  return promisify((done: (error: Error | null, archive: import('yauzl').ZipFile) => void) =>
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, done),
  )();
}

const signatures: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': [0x50, 0x4b, 0x03, 0x04],
};

/** What is wrong with `bytes` as `mediaType`, in words; undefined when nothing is. Unknown types are wrong. */
export async function contentFault(mediaType: string, bytes: Uint8Array): Promise<string | undefined> {
  const signature = signatures[mediaType];
  const isSigned = signature?.every((byte, index) => bytes[index] === byte);
  if (!isSigned) return `the content is not ${mediaType}`;
  return signature?.[0] === 0x50 ? documentFault(Buffer.from(bytes)) : undefined;
}

/** More parts than any letter has. */
const mostParts = 5000;

/** A document holds what makes it one, and nothing that runs. */
async function documentFault(bytes: Buffer): Promise<string | undefined> {
  const names = await partNames(bytes);
  if (names === undefined) return 'the archive is damaged';
  if (!names.includes('[Content_Types].xml') || !names.includes('word/document.xml'))
    return 'the archive is not a text document';
  const isActive = names.some((name) => /vbaProject|activeX|embeddings\/|\.(?:bin|exe|js|vbs)$/i.test(name));
  return isActive ? 'the document holds macros or embedded objects; save it without them' : undefined;
}

async function partNames(bytes: Buffer): Promise<string[] | undefined> {
  try {
    const archive = await openArchive(bytes);
    if (archive.entryCount > mostParts) return undefined;
    const names: string[] = [];
    await new Promise<void>((resolve, reject) => {
      archive.on('entry', ({ fileName }: { fileName: string }) => {
        names.push(fileName);
        archive.readEntry();
      });
      archive.on('end', resolve);
      archive.on('error', reject);
      archive.readEntry();
    });
    return names;
  } catch (error) {
    // What cannot be read is the sender's to mend, whatever is wrong with it.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
