/** An agency of the record, by its credit code or by its name. */
import type { Agency } from '../../../domain/agency.ts';
import { nearest } from '../../../domain/nearest.ts';
import type { Column } from '../columns.ts';
import type { RawRecord } from './raw.ts';
import { quoted, type Wrong } from './values.ts';

type Found = { readonly value: string } | { readonly wrong: Wrong; readonly key: string };

/** Undefined where neither is given. A code and a name that mean two agencies are wrong. */
export function agencyOf(raw: RawRecord, { key }: Column, agencies: readonly Agency[]): Found | undefined {
  const name = raw.cells.get(key)?.text;
  const code = raw.cells.get(`${key}Code`)?.text;
  if (name === undefined && code === undefined) return undefined;
  const byCode = agencies.find(({ creditCode }) => creditCode === code?.toUpperCase());
  const byName = agencies.find((agency) => agency.name === name);
  const found = byCode ?? (code === undefined ? byName : undefined);
  if (!found)
    return { wrong: unknown(code ?? name ?? '', agencies), key: code === undefined ? key : `${key}Code` };
  if (name === undefined || found.name === name) return { value: found.id };
  return {
    key,
    wrong: {
      code: 'contradiction',
      zh: `${quoted(name)}与代码不一致：该代码属于“${found.name}”`,
      en: `${quoted(name)} and the code mean two agencies: the code is that of ${found.nameEn}`,
    },
  };
}

function unknown(text: string, agencies: readonly Agency[]): Wrong {
  const meant = nearest(text, [
    ...agencies.map(({ name }) => name),
    ...agencies.map(({ creditCode }) => creditCode),
  ]);
  return {
    code: 'unknown-agency',
    zh: `没有登记名称或者代码为 ${quoted(text)} 的单位${meant ? `，是否应为“${meant}”` : ''}；先在 agencies.json 登记`,
    en: `no agency is registered as ${quoted(text)}${meant ? `; did you mean ${meant}?` : ''}; agencies.json lists them`,
  };
}
