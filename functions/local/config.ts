/** The configuration of a platform on one machine: read once, every problem told at once. */
import { join, resolve } from 'node:path';
import { type Environment, readSettings, type SettingName, settings } from '../settings.ts';

export interface Config extends Readonly<Record<Exclude<SettingName, 'PORT' | 'RECORDS' | 'BLOBS'>, string>> {
  readonly PORT: number;
  readonly RECORDS: 'sqlite' | 'dynamodb';
  readonly BLOBS: 'filesystem' | 's3';
  /** The embedded OpenID provider and its demo accounts are allowed only when the issuer is the platform itself. */
  readonly embeddedIssuer: boolean;
}

const program = join(import.meta.dirname, '../..');

/** Reads every setting; directories become absolute. Invalid ones are answered with every problem, values left out. */
export function readConfig(
  environment: Environment,
): { outcome: 'valid'; config: Config } | { outcome: 'invalid'; problems: readonly string[] } {
  const read = readSettings(environment, Object.keys(settings) as SettingName[]);
  if (read.outcome === 'invalid') return { outcome: 'invalid', problems: read.problems };
  const { values } = read;
  return {
    outcome: 'valid',
    config: {
      ...values,
      PORT: Number(values.PORT),
      RECORDS: values.RECORDS === 'dynamodb' ? 'dynamodb' : 'sqlite',
      BLOBS: values.BLOBS === 's3' ? 's3' : 'filesystem',
      DATA_DIR: resolve(values.DATA_DIR),
      DATASETS_DIR: resolve(program, values.DATASETS_DIR),
      embeddedIssuer: values.OIDC_ISSUER === `${values.PORTAL_URL}/oidc`,
    },
  };
}
