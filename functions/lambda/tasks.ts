/** What the clock asks of a function: `{"task": "mail"}`, once a minute or a day, and now and then twice at once. */
import type { JsonObject } from '../service/ports.ts';
import { type Base, log, now } from './base.ts';

/** Answers what is worth a line in the log. Once `stopping` is aborted nothing further should be begun. */
export type Task = (stopping: AbortSignal) => Promise<JsonObject>;
export type Tasks = Readonly<Record<string, Task>>;

interface TaskEvent {
  readonly task: string;
}

/** Requests bring what they ask in a field of their own, so that nobody outside can pass for the clock. */
export const isTaskEvent = (event: object): event is TaskEvent =>
  !('requestContext' in event) && 'task' in event && typeof event.task === 'string';

/** After this time nothing further is begun, in milliseconds: the next call of the clock comes a minute after this one. */
const beginningMs = 40_000;

/** Does the task of an event. What fails is thrown: Lambda tries again twice, and an alarm counts it. */
export async function runTask(
  { telemetry }: Pick<Base, 'telemetry'>,
  tasks: Tasks,
  event: object,
  forMs = beginningMs,
): Promise<void> {
  const task = isTaskEvent(event) && Object.hasOwn(tasks, event.task) ? tasks[event.task] : undefined;
  if (!isTaskEvent(event) || !task) throw new Error(`no such task; known: ${Object.keys(tasks)}`);
  const started = performance.now();
  const line = { at: now().toISOString(), event: 'task', task: event.task };
  const run = () => task(AbortSignal.timeout(forMs));
  try {
    const told = await (telemetry.tracing?.task(event.task, run) ?? run());
    log({ level: 'info', ...line, milliseconds: Math.round(performance.now() - started), ...told });
  } catch (error) {
    log({ level: 'error', ...line, error: error instanceof Error ? (error.stack ?? error.message) : '' });
    throw error;
  } finally {
    await telemetry.flush();
  }
}
