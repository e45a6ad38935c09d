import { describe, expect, it } from 'vitest';
import agencies from '../../datasets/agencies.json' with { type: 'json' };
import { Unusable } from '../../functions/local/outage.ts';
import { readProductionConfig, refuseDemoAgencies } from '../../functions/local/production.ts';
import { checkAgencies } from '../../functions/service/agencies.ts';

const enough = {
  PORTAL_URL: 'https://open-data.example.cn',
  OIDC_ISSUER: 'https://id.example.cn',
  TRUSTED_PROXIES: '127.0.0.1',
  DATASETS_DIR: '/etc/open-data/datasets',
};
const problemsOf = (environment: Record<string, string>): readonly string[] => {
  const read = readProductionConfig(environment);
  return read.outcome === 'invalid' ? read.problems : [];
};
const namesOf = (environment: Record<string, string>) =>
  problemsOf(environment).map((problem) => problem.split(' ')[0]);

describe('the configuration of npm run serve', () => {
  it('is enough with a public address, a provider, the proxy and the agencies', () => {
    expect(readProductionConfig(enough)).toMatchObject({
      outcome: 'valid',
      config: { embeddedIssuer: false, STOP_SECONDS: 60, LOG: '' },
    });
  });

  it('leaves nothing to the defaults of local mode, and tells everything at once', () => {
    expect(namesOf({})).toEqual(Object.keys(enough));
    expect(namesOf({ ...enough, RECORDS: 'mysql', OIDC_ISSUER: '' })).toEqual(['RECORDS', 'OIDC_ISSUER']);
  });

  it.each([
    ['PORTAL_URL', 'http://open-data.example.cn'],
    ['PORTAL_URL', 'https://open-data.example.cn/'],
    ['OIDC_ISSUER', 'http://id.example.cn'],
    ['OIDC_ISSUER', 'https://open-data.example.cn/oidc'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['STOP_SECONDS', '1h'],
    ['LOG', 'debug'],
  ])('refuses %s=%s, and says it once', (name, value) => {
    expect(namesOf({ ...enough, [name]: value })).toEqual([name]);
  });

  it('asks for a sender where mail is sent', () => {
    const sending = { ...enough, SMTP_URL: 'smtps://mail.example.cn' };
    expect(namesOf(sending)).toEqual(['MAIL_FROM']);
    expect(namesOf({ ...sending, MAIL_FROM: 'open-data@example.cn' })).toEqual([]);
  });
});

describe('the agencies of npm run serve', () => {
  it('are not those that are shipped: their credit codes are made up', () => {
    const checked = checkAgencies(agencies);
    if (checked.outcome === 'invalid') throw new Error('the shipped agencies are wrong');
    expect(() => refuseDemoAgencies(checked.agencies)).toThrow(Unusable);
    const real = checked.agencies.map((agency) => ({ ...agency, creditCode: '11220000013544567K' }));
    expect(() => refuseDemoAgencies(real)).not.toThrow();
  });
});
