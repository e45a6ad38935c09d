/** Publishing from agencies' own systems: send a descriptor with its files, read the history, give commands. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../domain/actor.ts';
import { once } from '../service/idempotency.ts';
import type { PublishResult } from '../service/publication/contract.ts';
import { receiveUpload, type Upload, type UploadFault } from '../service/upload.ts';
import { invalidRequest, problem } from './answer.ts';
import { authenticated } from './authenticated.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, AppDeps } from './deps.ts';
import { flag, readParameters } from './parameters.ts';
import { publicationCommands } from './publication-commands.ts';
import { type Told, told } from './publication-answers.ts';
import type { Route } from './route.ts';
