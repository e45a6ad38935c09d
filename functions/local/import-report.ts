/** What a person in front of a terminal is told of an import, in both languages. */
import { visible } from '../domain/visible-text.ts';
import type { Fault } from '../service/national-record/reading/raw.ts';
import type { Planned } from './import-plan.ts';

/** What a file says of itself cannot speak to the terminal. */
const oneLine = (text: string): string =>
  (text.startsWith('    ') ? '    ' : '') + visible(text).replaceAll(/\s+/g, ' ');

/** `x 信息资源!F12 开放类别 [unknown-word]`, then what to do. */
export const faultLines = ({ at, label, code, zh, en }: Fault): string =>
  [`x ${[at, label, `[${code}]`].filter(Boolean).join(' ')}`, `    ${zh}`, `    ${en}`]
    .map(oneLine)
    .join('\n');

/** Two lines, Chinese first. */
export const told = (zh: string, en: string): string => `${zh}\n${en}`;

const outcomes: Readonly<Record<Planned['state'], string>> = {
  new: '+ 新建 new',
  changed: '* 改写 changed',
  unchanged: '= 相同 unchanged',
  unreadable: 'x 不是描述文件 not a descriptor',
};

export function plannedLines({ id, state, path, isWithoutData }: Planned, isDryRun: boolean): string {
  const line = `${isDryRun ? '~ ' : ''}${outcomes[state]}: ${id} (${path})`;
  const lacking = told(
    '    发布之前：把数据文件放在旁边，在 data.path 写文件名',
    '    before it can be published: put its file beside it and name it in data.path',
  );
  return isWithoutData ? `${line}\n${lacking}` : line;
}
