/** Before each file of the run on one machine. */
import { choosePath } from './chosen.ts';

choosePath(undefined);
