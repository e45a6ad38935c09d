/** What must hold of the resources of a stage. Each check answers its findings; none is what a test wants. */

import { bucketProblems } from './bucket-checks.ts';
import { edgeProblems } from './edge-checks.ts';
import type { Evaluation } from './evaluate.ts';
import { functionProblems } from './function-checks.ts';
import { permissionProblems } from './permission-checks.ts';
import { storeProblems } from './store-checks.ts';
import { taskProblems } from './task-checks.ts';

const checks = [
  bucketProblems,
  storeProblems,
  functionProblems,
  permissionProblems,
  edgeProblems,
  taskProblems,
];

export const problemsOf = (evaluation: Evaluation): readonly string[] =>
  checks.flatMap((check) => check(evaluation));
