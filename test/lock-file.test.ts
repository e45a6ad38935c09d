import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** npm drops what a registry does not have at the moment, and then refuses `npm ci` on the incomplete file. */
it('names every optional package, so that `npm ci` accepts the lock file on every platform', () => {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Locked>> };
  const missing = Object.entries(packages)
    .filter(([where]) => where !== '')
    .flatMap(([where, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`${where}/node_modules/${name}`] && !packages[`node_modules/${name}`],
      ),
    );
  expect(missing).toEqual([]);
});
