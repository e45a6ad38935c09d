/** Every Chinese label of the portal. One file per kind of page under `zh/`; `en.ts` has the same keys. */

import { accessibility } from './zh/accessibility.ts';
import { agencies } from './zh/agencies.ts';
import { common } from './zh/common.ts';
import { dataset } from './zh/dataset.ts';
import { datasets } from './zh/datasets.ts';
import { developers } from './zh/developers.ts';
import { errors } from './zh/errors.ts';
import { guide } from './zh/guide.ts';
import { home } from './zh/home.ts';
import { licence } from './zh/licence.ts';
import { mailbox } from './zh/mailbox.ts';
import { online } from './zh/online/index.ts';
import { openList } from './zh/open-list.ts';
import { openings } from './zh/openings.ts';
import { priority } from './zh/priority.ts';
import { quality } from './zh/quality.ts';
import { serviceGuide } from './zh/service-guide.ts';
import { sharing } from './zh/sharing.ts';
import { signIn } from './zh/sign-in.ts';
import { signInFailed } from './zh/sign-in-failed.ts';
import { statistics } from './zh/statistics.ts';
import { terms } from './zh/terms.ts';

export const zh = {
  common,
  terms,
  accessibility,
  agencies,
  dataset,
  datasets,
  developers,
  errors,
  guide,
  home,
  licence,
  mailbox,
  online,
  openList,
  openings,
  priority,
  quality,
  serviceGuide,
  sharing,
  signIn,
  signInFailed,
  statistics,
};

/** The shape that each language fills. */
export type Messages = typeof zh;
