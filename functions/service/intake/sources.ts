/** The delivered files: that they are there, are files, and do not take the names of what the platform writes. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '../../domain/dataset.ts';
import type { Defect } from '../../domain/defect.ts';
import type { SourceFile } from './context.ts';

const written = ['csv', 'jsonl', 'xlsx', 'parquet'];

/** Everything wrong with the files the descriptor names; they are not opened. */
export async function fileDefects(dataset: Dataset, directory: string): Promise<Defect[]> {
  const named = [
    ...(dataset.data !== undefined && 'path' in dataset.data
      ? [{ name: dataset.data.path, at: 'data.path' }]
      : []),
    ...(dataset.attachments ?? []).map(({ path }, at) => ({ name: path, at: `attachments[${at}].path` })),
  ];
  const missing = await Promise.all(named.map(({ name, at }) => missingFile(directory, name, at)));
  return [...missing.flat(), ...takenNames(dataset)];
}

/** @param name was checked by the schema to be a plain file name: no separators, no leading dot. */
export function sourceFile(directory: string, name: string): SourceFile {
  return { path: join(directory, name), name };
}

async function missingFile(directory: string, name: string, at: string): Promise<Defect[]> {
  try {
    const found = await lstat(sourceFile(directory, name).path);
    if (found.isFile()) return [];
    const message = `"${name}" is not a regular file. Put the file itself there, not a link or a directory.`;
    return [{ code: 'not-a-file', path: at, message }];
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return [
        {
          code: 'missing-file',
          path: at,
          message: `"${name}" does not lie beside the descriptor. Add it, or correct the name.`,
        },
      ];
    throw error;
  }
}

function takenNames(dataset: Dataset): Defect[] {
  const taken = new Set([
    'sha256sums',
    'quality.json',
    ...written.map((format) => `${dataset.id}.${format}`),
  ]);
  if (dataset.data !== undefined && 'path' in dataset.data)
    taken.add(`original-${dataset.data.path}`.toLowerCase());
  return (dataset.attachments ?? []).flatMap(({ path }, at) => {
    const name = path.toLowerCase();
    if (!taken.has(name)) {
      taken.add(name);
      return [];
    }
    const message = `The name "${path}" is taken by another file of the version. Give the attachment another name.`;
    return [{ code: 'name-taken', path: `attachments[${at}].path`, message }];
  });
}
