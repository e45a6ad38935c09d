/** Before each file of the run through the functions. */
import { inject } from 'vitest';
import { choosePath } from './chosen.ts';

choosePath(inject('endpoints'));
