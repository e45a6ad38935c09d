/**
 * Writes beside the bundle of a function, into the directory it is given, what PDF documents need: the fonts, each
 * weight and slice that is used, and in place of half a megabyte of Brotli the one that Node has.
 */
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const font = 'node_modules/@fontsource/noto-serif-sc';
const root = join(import.meta.dirname, '../..');
const brotli = `const { brotliDecompressSync } = require('node:zlib');
module.exports = (bytes) => new Uint8Array(brotliDecompressSync(bytes));
`;

const [target = ''] = process.argv.slice(2);
if (target === '') throw new Error('usage: pack-documents.ts DIRECTORY');
const weights = /-(?:400|700)-normal\.woff$/;
const files = (await readdir(join(root, font, 'files'))).filter((name) => weights.test(name));
for (const name of ['package.json', 'unicode.json', 'LICENSE', ...files.map((each) => join('files', each))])
  await cp(join(root, font, name), join(target, font, name));
await mkdir(join(target, 'node_modules/brotli'), { recursive: true });
await writeFile(join(target, 'node_modules/brotli/decompress.js'), brotli);
