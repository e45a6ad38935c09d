/** Every table, in the order in which they are asked: what changes the state comes after what reads it. */
import type { Row } from '../table.ts';
import { account } from './account.ts';
import { acting, reading } from './applications.ts';
import { harvested } from './harvested.ts';
import { keys } from './keys.ts';
import { objections } from './objections.ts';
import { open } from './open.ts';
import { publications } from './publications.ts';
import { sharing } from './sharing.ts';
import { voices } from './voices.ts';
import { webhooks } from './webhooks.ts';

export const matrix: readonly Row[] = [
  ...open,
  ...account,
  ...reading,
  ...voices,
  ...objections,
  ...sharing,
  ...webhooks,
  ...keys,
  ...publications,
  ...harvested,
  ...acting,
];
