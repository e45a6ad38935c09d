import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeSecret, signedHeaders } from '../../../functions/service/webhook/signature.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
const text = readme.slice(readme.indexOf('### Webhooks'), readme.indexOf('### Audit'));
const directory = mkdtempSync(join(tmpdir(), 'recipe-'));
afterAll(() => rmSync(directory, { recursive: true }));

const recipe = (language: string): string => {
  const [, code] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text) ?? [];
  if (!code) throw new Error(`there is no recipe in ${language}`);
  return code;
};

const now = new Date('2026-03-10T02:00:00.700Z');
const [secret, old, other] = [makeSecret(), makeSecret(), makeSecret()];
const message = { id: 'msg_1', body: '{"type":"application.approved","title":"水质"}' };
const headers = signedHeaders(message, [secret, old], now);
const at = (seconds: number) => now.getTime() + seconds * 1000;
const signature = 'webhook-signature';
const cases = [
  { is: true, headers, body: message.body, secret, now: at(0) },
  { is: true, headers, body: message.body, secret: old, now: at(299) },
  { is: false, headers, body: message.body, secret: other, now: at(0) },
  { is: false, headers, body: message.body.replace('水', '木'), secret, now: at(0) },
  { is: false, headers: { ...headers, 'webhook-id': 'msg_2' }, body: message.body, secret, now: at(0) },
  { is: false, headers, body: message.body, secret, now: at(302) },
  { is: false, headers, body: message.body, secret, now: at(-302) },
  { is: false, headers: { ...headers, [signature]: 'v1,水 v1, x' }, body: message.body, secret, now: at(0) },
];
writeFileSync(join(directory, 'cases.json'), JSON.stringify(cases));
writeFileSync(join(directory, 'verify.mjs'), recipe('js'));
writeFileSync(join(directory, 'verify.py'), recipe('python'));
writeFileSync(
  join(directory, 'run.mjs'),
  `import { readFileSync } from 'node:fs';
import { isGenuine } from './verify.mjs';
const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
console.log(JSON.stringify(cases.map((c) => isGenuine(c.headers, c.body, c.secret, c.now))));`,
);
writeFileSync(
  join(directory, 'run.py'),
  `import json
from verify import is_genuine
cases = json.load(open("cases.json", encoding="utf8"))
print(json.dumps([is_genuine(c["headers"], c["body"].encode(), c["secret"], c["now"] / 1000) for c in cases]))`,
);

/** Node runs these tests; Python is tried where it is at hand. */
const tools = [
  [process.execPath, 'run.mjs'],
  ['python3', 'run.py'],
].filter(([tool = '']) => spawnSync(tool, ['--version']).status === 0);

describe('the recipe for receivers', () => {
  it.each(tools)('tells what is genuine: %s %s', (tool = '', script = '') => {
    const { stdout, stderr } = spawnSync(tool, [script], { cwd: directory, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(cases.map((each) => each.is));
  });
});
