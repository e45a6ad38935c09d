/** The configuration of a platform on one machine: read once, every problem told at once. */
import { join, resolve } from 'node:path';
import { type Environment, readSettings, type SettingName, settings } from '../settings.ts';
import type { LogKind } from './log.ts';

type Narrowed = 'PORT' | 'STOP_SECONDS' | 'LOG' | 'RECORDS' | 'BLOBS';

export interface Config extends Readonly<Record<Exclude<SettingName, Narrowed>, string>> {
  readonly PORT: number;
  readonly STOP_SECONDS: number;
  /** Empty where the command decides. */
  readonly LOG: LogKind | '';
  readonly RECORDS: 'sqlite' | 'dynamodb';
  readonly BLOBS: 'filesystem' | 's3';
  /** The embedded OpenID provider and its demo accounts are allowed only when the issuer is the platform itself. */
  readonly embeddedIssuer: boolean;
}

const program = join(import.meta.dirname, '../..');

export type ReadConfig =
  | { readonly outcome: 'valid'; readonly config: Config }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

/** Reads every setting; directories become absolute. Invalid ones are answered with every problem, values left out. */
export function readConfig(environment: Environment): ReadConfig {
  const read = readSettings(environment, Object.keys(settings) as SettingName[]);
  if (read.outcome === 'invalid') return { outcome: 'invalid', problems: read.problems };
  const { values } = read;
  return {
    outcome: 'valid',
    config: {
      ...values,
      PORT: Number(values.PORT),
      STOP_SECONDS: Number(values.STOP_SECONDS),
      LOG: values.LOG as LogKind | '', // checked by its setting
      RECORDS: values.RECORDS === 'dynamodb' ? 'dynamodb' : 'sqlite',
      BLOBS: values.BLOBS === 's3' ? 's3' : 'filesystem',
      DATA_DIR: resolve(values.DATA_DIR),
      RENDERER_DIR: resolve(values.RENDERER_DIR),
      LOG_KEY_FILE: resolve(values.LOG_KEY_FILE),
      DATASETS_DIR: resolve(program, values.DATASETS_DIR),
      embeddedIssuer: values.OIDC_ISSUER === `${values.PORTAL_URL}/oidc`,
    },
  };
}
