import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where all tests share the bundle that renders pages: it is made once for each version of the program. */
export const rendererDirectory = join(tmpdir(), 'jilin-open-data-renderer');
