/** The function that makes pages, called by its name and not waited for. */
import { environment } from './environment.ts';

/**
 * What the function of rendering is asked: after a change of the public catalogue, and by the clock each minute, for a new
 * day in China, for what one call did not finish, and for what failed.
 */
export type RenderTask = 'catalogue-changed' | 'pages';

/** Undefined where the settings name no such function. The SDK is loaded with the first change. */
export function openRendering(): (() => Promise<void>) | undefined {
  const { RENDER_FUNCTION: FunctionName } = environment('RENDER_FUNCTION');
  if (FunctionName === '') return undefined;
  const event: { readonly task: RenderTask } = { task: 'catalogue-changed' };
  return async () => {
    const { invoke } = await import('./invocation.ts');
    await invoke(FunctionName, event);
  };
}
