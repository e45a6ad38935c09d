import { expect, it } from 'vitest';
import lock from '../package-lock.json' with { type: 'json' };

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** npm drops what a registry does not have at the moment, and then refuses `npm ci` on the incomplete file. */
it('names every optional package, so that `npm ci` accepts the lock file on every platform', () => {
  const packages: Readonly<Record<string, Locked>> = lock.packages;
  const missing = Object.entries(packages)
    .filter(([where]) => where !== '')
    .flatMap(([where, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !packages[`${where}/node_modules/${name}`] && !packages[`node_modules/${name}`],
      ),
    );
  expect(missing).toEqual([]);
});
