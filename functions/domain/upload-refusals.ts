/** Every refusal of an upload: what is wrong, and after the semicolon what to do. */

/** Uploads of one agency that wait to be published. */
export const mostOpenUploads = 100;

export const uploadRefusals = {
  'unknown-upload': 'there is no such upload, or it is not of your agency; check the id',
  'too-many-uploads': `your agency has ${mostOpenUploads} uploads that wait to be published; publish some, or wait until old ones expire`,
  'upload-incomplete': 'not every file has arrived; send those in `missing`, then ask again',
  'upload-expired': 'this upload was not published in time; announce the files again',
  'upload-running': 'a job of the other kind is under way (dry run or publication); wait for its end',
  'upload-overtaken': 'somebody else keeps changing this upload; look at it and try again',
  'upload-not-started': 'the job could not be started now; try again after the seconds in `Retry-After`',
  'upload-address-refused':
    'this address is not valid (any more) for this file; ask for the upload again: it tells new ones',
  'upload-differs': 'what was sent is not what was announced; send the very file, or announce another one',
} as const;
export type UploadRefusalCode = keyof typeof uploadRefusals;
