import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../functions/local/config.ts';

function configOf(environment: Record<string, string>): Config {
  const read = readConfig(environment);
  if (read.outcome === 'invalid') throw new Error(read.problems.join('\n'));
  return read.config;
}

describe('the configuration', () => {
  it('needs nothing: one machine, its own issuer, the shipped datasets', () => {
    expect(configOf({})).toMatchObject({
      PORT: 4321,
      PORTAL_URL: 'http://localhost:4321',
      RECORDS: 'sqlite',
      BLOBS: 'filesystem',
      OIDC_ISSUER: 'http://localhost:4321/oidc',
      DATASETS_DIR: join(import.meta.dirname, '../../datasets'),
      embeddedIssuer: true,
    });
  });

  it('derives addresses from the port, and from the public address where that is named', () => {
    expect(configOf({ PORT: '8080' })).toMatchObject({
      PORTAL_URL: 'http://localhost:8080',
      OIDC_AUDIENCE: 'http://localhost:8080/api',
    });
    expect(configOf({ PORT: '8080', PORTAL_URL: 'https://data.example.gov.cn' })).toMatchObject({
      OIDC_ISSUER: 'https://data.example.gov.cn/oidc',
      embeddedIssuer: true,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(configOf({ PORT: '', DATA_DIR: '' })).toMatchObject({ PORT: 4321 });
  });

  it('makes directories absolute', () => {
    expect(configOf({ DATA_DIR: 'x' }).DATA_DIR).toBe(resolve('x'));
    expect(isAbsolute(configOf({ DATASETS_DIR: 'y' }).DATASETS_DIR)).toBe(true);
    expect(configOf({ DATASETS_DIR: '/srv/datasets' }).DATASETS_DIR).toBe('/srv/datasets');
  });

  it('tells every problem at once, by the name of the variable', () => {
    const wrong = { RECORDS: 'mysql', BLOBS: 'ftp', PORTAL_URL: 'https://x/', S3_BUCKET: 'A' };
    const read = readConfig(wrong);
    const problems = read.outcome === 'invalid' ? read.problems : [];
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort());
  });

  it.each(['0', '65536', '-1', '1.5', 'http'])('refuses the port %s', (PORT) => {
    expect(readConfig({ PORT, PORTAL_URL: 'http://localhost' })).toEqual({
      outcome: 'invalid',
      problems: [expect.stringMatching(/^PORT must be /)],
    });
  });

  it.each(['https://x/', 'ftp://x', 'x', 'https://x /y'])('refuses the public address %s', (PORTAL_URL) => {
    expect(readConfig({ PORTAL_URL }).outcome).toBe('invalid');
  });
});
