/** The use cases of uploads, over the records and the blobs. */
import { announce } from './announce.ts';
import type { UploadDeps, UploadService } from './contract.ts';
import { readUpload } from './read.ts';
import { receiveFile } from './receive.ts';
import { startPublication } from './start.ts';

export const createUploadService = (deps: UploadDeps): UploadService => ({
  announce: (announcement) => announce(deps, announcement),
  read: (id, actor) => readUpload(deps, id, actor),
  start: (request) => startPublication(deps, request),
  receive: (file) => receiveFile(deps, file),
});
