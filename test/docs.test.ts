import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../functions/settings.ts';
import packageDocument from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('the README', () => {
  it.each(Object.entries(settings))(
    'has the setting %s with its default and meaning',
    (name, { fallback, is }) => {
      const cell = fallback === '' ? '' : `\`${fallback}\` `;
      expect(readme).toContain(`| \`${name}\` | ${cell}| ${is} |`);
    },
  );

  it('has no setting that does not exist', () => {
    const table = readme.slice(readme.indexOf('<!-- settings'));
    const named = [...table.slice(0, table.indexOf('\n\n')).matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(
      ([, name]) => name,
    );
    expect(named).toEqual(Object.keys(settings));
  });

  it.each(Object.keys(packageDocument.scripts).filter((name) => !/^check:|^format$/.test(name)))(
    'names the command %s',
    (name) => {
      expect(readme).toMatch(new RegExp(`npm (?:run (?:-s )?)?${name}\\b`));
    },
  );

  it('points only to files that exist', () => {
    const paths = [...readme.matchAll(/`((?:functions|site|datasets|test)\/[\w./-]*)`/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths)
      expect(() => readFileSync(join(root, path), 'utf8'), path).not.toThrow(/ENOENT/);
  });
});
