import { accessibility } from './en/accessibility.ts';
import { agencies } from './en/agencies.ts';
import { common } from './en/common.ts';
import { dataset } from './en/dataset.ts';
import { datasets } from './en/datasets.ts';
import { developers } from './en/developers.ts';
import { errors } from './en/errors.ts';
import { guide } from './en/guide.ts';
import { home } from './en/home.ts';
import { licence } from './en/licence.ts';
import { mailbox } from './en/mailbox.ts';
import { online } from './en/online/index.ts';
import { openList } from './en/open-list.ts';
import { openings } from './en/openings.ts';
import { priority } from './en/priority.ts';
import { quality } from './en/quality.ts';
import { serviceGuide } from './en/service-guide.ts';
import { sharing } from './en/sharing.ts';
import { signIn } from './en/sign-in.ts';
import { signInFailed } from './en/sign-in-failed.ts';
import { statistics } from './en/statistics.ts';
import { terms } from './en/terms.ts';
import type { Messages } from './zh.ts';

export const en: Messages = {
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
