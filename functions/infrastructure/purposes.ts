/** What each function is for: what it needs, and what it may do. */
import type { Prefix } from './buckets.ts';
import {
  type grant,
  items,
  keepRecords,
  list,
  read,
  readLog,
  readPointer,
  remove,
  useKey,
  write,
} from './permissions.ts';

type Permissions = Parameters<typeof grant>[1];

export interface Purpose {
  /** Answers requests of CloudFront. */
  readonly isHttp: boolean;
  readonly memory: `${number} MB`;
  readonly timeout: `${number} seconds` | `${number} minutes`;
  /** Answers as it reads, without the 6 MB of a whole answer. */
  readonly streams?: boolean;
  /** Most instances at a time, where that is not the stage's. */
  readonly atOnce?: number;
  /** Disk under `/tmp`. */
  readonly storage?: `${number} MB`;
  /** Packages that are installed beside the bundle because they are not JavaScript alone. */
  readonly install?: readonly string[];
  /** A program that writes into the directory it is given what is packed beside the bundle. */
  readonly packs?: string;
  /** The blobs it is told where to find, by how their keys begin. */
  readonly blobs: readonly Prefix[];
  readonly may: Permissions;
}

const snapshot = [read('Snapshots', 'snapshots/'), readPointer];
const openFiles = read('Open', 'files/');

/** What reads and changes protected files needs the key they are encrypted with. */
const readKey = useKey('kms:Decrypt');
const writeKey = useKey('kms:Decrypt', 'kms:GenerateDataKey');

/** The blobs that publishing reads and writes. */
export const publishedBlobs: readonly Prefix[] = ['archive/', 'files/', 'snapshots/', 'uploads/'];

/** Publishing, in a function or in a container. */
export const publishing: Permissions = [
  read('Protected', 'archive/', 'uploads/'),
  // Also what the addresses may do to which agencies send their files.
  write('Protected', 'archive/', 'uploads/'),
  remove('Protected', 'uploads/'),
  writeKey,
  openFiles,
  write('Open', 'files/'),
  remove('Open', 'files/'),
  read('Snapshots', 'snapshots/'),
  write('Snapshots', 'snapshots/'),
  remove('Snapshots', 'snapshots/'), // all but the latest ten
  keepRecords,
];

export const purposes = {
  /** Open data, pages that are missing in the bucket, and why. Reaches nothing protected, writes nothing. */
  public: {
    isHttp: true,
    memory: '512 MB',
    timeout: '20 seconds',
    streams: true,
    blobs: ['portal/', 'snapshots/', 'editions/', 'log/'],
    may: [
      read('Open', 'portal/'),
      read('Snapshots', 'snapshots/', 'editions/'),
      read('Log', 'log/'),
      readPointer,
      readLog,
    ],
  },
  /** Applications, sign-in, keys, notifications. */
  workflow: {
    isHttp: true,
    memory: '1024 MB',
    timeout: '20 seconds',
    streams: true,
    packs: 'functions/infrastructure/pack-documents.ts',
    blobs: ['files/', 'snapshots/', 'attachments/', 'documents/'],
    may: [
      openFiles,
      read('Snapshots', 'snapshots/'),
      read('Protected', 'attachments/', 'documents/'),
      write('Protected', 'attachments/', 'documents/'),
      writeKey,
      keepRecords,
    ],
  },
  /** What anybody files, how it is handled, and the audit. */
  oversight: {
    isHttp: true,
    memory: '1024 MB',
    timeout: '20 seconds',
    streams: true,
    blobs: ['files/', 'snapshots/', 'attachments/'],
    may: [
      openFiles,
      read('Snapshots', 'snapshots/'),
      read('Protected', 'attachments/'),
      write('Protected', 'attachments/'),
      remove('Protected', 'attachments/obj_'), // evidence that was refused after it was stored
      writeKey,
      keepRecords,
    ],
  },
  /** Rows and files: open ones, and with a key the ones that were granted. Of records it keeps count and the log of use. */
  query: {
    isHttp: true,
    memory: '1769 MB',
    timeout: '60 seconds',
    streams: true,
    storage: '4096 MB',
    install: ['@duckdb/node-api'],
    blobs: ['files/', 'snapshots/', 'archive/'],
    may: [
      openFiles,
      ...snapshot,
      read('Protected', 'archive/'),
      readKey,
      items(
        ['Query'],
        ['index#access-keys#*', 'index#grants#*', 'index#heads#*', 'stream#dataset/*', 'stream#use/*'],
      ),
      items(['BatchGetItem', 'GetItem'], ['counter#*', 'item#access-key-used/*', 'stream#use/*']),
      items(
        ['PutItem', 'UpdateItem'],
        ['counter#*', 'index#heads#*', 'item#access-key-used/*', 'stream#use/*', 'streams'],
      ),
      items(['DeleteItem'], ['counter#*']),
    ],
  },
  /** Preparing, reviewing, publishing and withdrawing versions. */
  publication: {
    isHttp: true,
    memory: '3008 MB',
    timeout: '15 minutes',
    streams: true,
    storage: '10240 MB',
    install: ['@duckdb/node-api'],
    blobs: publishedBlobs,
    may: publishing,
  },
  /** Pages of the portal after a change. One works; the others see that and end. */
  render: {
    isHttp: false,
    atOnce: 5,
    memory: '1769 MB',
    timeout: '15 minutes',
    storage: '2048 MB',
    install: ['pagefind'],
    packs: 'site/render-package.ts',
    blobs: ['portal/', 'snapshots/', 'editions/'],
    may: [
      list('Open'),
      write('Open', 'portal/'),
      remove('Open', 'portal/'),
      read('Snapshots', 'snapshots/', 'editions/'),
      write('Snapshots', 'editions/'),
      remove('Snapshots', 'editions/'),
      readPointer,
      items(['GetItem', 'PutItem', 'DeleteItem'], ['item#portal-placement']),
    ],
  },
  /** What time does: deadlines, mail, webhooks, the public log, counts of use, the end of what is kept of objectors. */
  schedule: {
    isHttp: false,
    // Six tasks of one minute, and two that are still at it.
    atOnce: 8,
    memory: '512 MB',
    timeout: '5 minutes',
    blobs: ['files/', 'snapshots/', 'log/', 'heads/', 'attachments/', 'access/'],
    may: [
      openFiles,
      read('Snapshots', 'snapshots/'),
      read('Log', 'log/', 'heads/'),
      write('Log', 'log/', 'heads/'),
      list('Protected'),
      remove('Protected', 'attachments/obj_'), // evidence of objections, when its time is over
      read('Access', 'access/'),
      remove('Access', 'access/'),
      readKey, // that of the log lies under it
      keepRecords,
    ],
  },
} as const satisfies Record<string, Purpose>;

export type PurposeName = keyof typeof purposes;
