/** `npm run check`: format and lint, types, and dead code, all at once; each tells what it found when it is done. Exit 1 when one did. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const checks = ['check:format', 'check:types', 'check:dead'];

const found = await Promise.all(
  checks.map(async (name) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [code, ...said] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    console.log(`${code === 0 ? '=' : 'x'} ${name}\n${said.join('')}`.trimEnd());
    return code === 0;
  }),
);
process.exitCode = found.includes(false) ? 1 : 0;
