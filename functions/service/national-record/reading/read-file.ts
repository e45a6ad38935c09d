/** Reads a file of whichever form its name says. */
import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readCatalogueJson, readCatalogueXml } from './documents.ts';
import { limits, type RawCatalogue, tooLarge } from './raw.ts';
import { readCatalogueWorkbook } from './workbook.ts';

export const importedForms = ['.xlsx', '.xml', '.json'] as const;
export type ImportedForm = (typeof importedForms)[number];

/** The form of a file by its name; undefined for one that is not read. */
export const formOf = (path: string): ImportedForm | undefined =>
  importedForms.find((form) => form === extname(path).toLowerCase());

/** Throws what the file system says where there is no such file. */
export async function readCatalogueFile(path: string, form: ImportedForm): Promise<RawCatalogue> {
  const name = basename(path);
  const { size } = await stat(path);
  if (size > limits.bytes)
    return { records: [], faults: [tooLarge(name, '文件超过 64 MiB', 'the file is larger than 64 MiB')] };
  if (form === '.xlsx') return readCatalogueWorkbook(path, name);
  const text = decoded(await readFile(path));
  if (text === undefined)
    return {
      records: [],
      faults: [
        {
          at: name,
          code: 'unreadable',
          zh: '不是 UTF-8；另存为 UTF-8',
          en: 'it is not UTF-8; save it as UTF-8',
        },
      ],
    };
  return form === '.xml' ? readCatalogueXml(text, name) : readCatalogueJson(text, name);
}

/** Undefined for what is not UTF-8. */
function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return undefined;
  }
}
