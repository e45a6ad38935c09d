/** What a cold start has to read: bytes are the same everywhere; their milliseconds `npm run bench -- functions` tells. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../support/lambda/bundle.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';

const names = ['public', 'query', 'workflow', 'oversight', 'publication', 'schedule'] as const;

export function checkBundles(cloud: () => Cloud): void {
  let bundles: ReadonlyMap<string, Bundle>;
  beforeAll(async () => {
    bundles = new Map(
      await Promise.all(names.map(async (name) => [name, await cloud().bundle(name)] as const)),
    );
  });
  const having = (what: 'bundled' | 'beside', name: string) =>
    names.filter((each) => bundles.get(each)?.[what].has(name));

  describe('the bundles of the functions', () => {
    it.each([
      ['public', 1_000_000, 600_000],
      ['workflow', 1_500_000, 1_000_000],
      ['oversight', 1_500_000, 1_000_000],
    ] as const)('%s has at most %i bytes, of which a cold start reads %i', (name, all, start) => {
      expect(bundles.get(name)?.allBytes).toBeLessThanOrEqual(all);
      expect(bundles.get(name)?.startBytes).toBeLessThanOrEqual(start);
    });

    it('have DuckDB only where tables are asked and published, and beside them', () => {
      expect(having('beside', '@duckdb/node-api')).toEqual(['query', 'publication']);
      expect(having('bundled', '@duckdb/node-api')).toEqual([]);
    });

    it('check shapes everywhere but for public reads, which take none', () => {
      expect(having('bundled', 'arktype')).toEqual(names.filter((name) => name !== 'public'));
    });

    it('leave out ways to credentials that Lambda does not take, and the decoder that Node has', () => {
      for (const name of ['@aws-sdk/nested-clients', '@aws-sdk/credential-provider-sso', 'bowser', 'brotli'])
        expect([name, having('bundled', name)]).toEqual([name, []]);
    });
  });
}
