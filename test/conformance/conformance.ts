/**
 * `npm run conformance -- DIR [URL]`: holds a running instance against the published shapes and schemas in DIR. Without
 * URL an instance is started and stopped again. Exit code 0 where everything conforms, 1 otherwise, 2 for a wrong call.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDcatAp } from './dcat-ap.ts';
import { type Instance, instanceAt, startInstance } from './instance.ts';
import { checkDataPackages, checkDcatUs } from './json-schemas.ts';

type Check = (directory: string, instance: Instance) => Promise<readonly string[]>;

/** By the directory that holds the shapes or schemas. */
const checks: readonly (readonly [name: string, directory: RegExp, check: Check])[] = [
  ['DCAT-AP', /^dcat-ap-3/, checkDcatAp],
  ['DCAT-US', /^dcat-us-1/, checkDcatUs],
  ['Data Package', /^datapackage-2/, checkDataPackages],
];

const mostShown = 40;

async function run(directory: string, instance: Instance): Promise<boolean> {
  const names = await readdir(directory);
  let conforms = true;
  for (const [name, pattern, check] of checks) {
    const found = names.find((each) => pattern.test(each));
    if (found === undefined) {
      console.log(`-    ${name}: nothing in ${directory} to hold it against`);
      continue;
    }
    const problems = await check(join(directory, found), instance);
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${found}): ${problems.length} problems`);
    for (const problem of problems.slice(0, mostShown)) console.log(`       ${problem}`);
    conforms &&= problems.length === 0;
  }
  return conforms;
}

const [directory, url] = process.argv.slice(2);
if (directory === undefined) {
  console.error('usage: npm run conformance -- DIR [URL]');
  process.exit(2);
}
const instance = url === undefined ? await startInstance() : instanceAt(url);
try {
  process.exitCode = (await run(directory, instance)) ? 0 : 1;
} finally {
  await instance.close();
}
