/** What the matrix does not ask: the same routes with odd ids, foreign parties, reused keys, and other tricks. */
import { afterAll, beforeAll } from 'vitest';
import { closeGiven, openGiven } from './attacks/given.ts';
import './attacks/addresses.ts';
import './attacks/contents.ts';
import './attacks/credentials.ts';

beforeAll(openGiven);
afterAll(closeGiven);
