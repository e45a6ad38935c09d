/** The function that makes pages, called by its name and not waited for. */
import { environment } from './environment.ts';

/** What the function of rendering is asked: after a change of the public catalogue, and when a day begins in China. */
export type RenderEvent = { readonly task: 'catalogue-changed' | 'new-day' };

/** Undefined where the settings name no such function. The SDK is loaded with the first change. */
export function openRendering(): (() => Promise<void>) | undefined {
  const { RENDER_FUNCTION: FunctionName } = environment('RENDER_FUNCTION');
  if (FunctionName === '') return undefined;
  const event: RenderEvent = { task: 'catalogue-changed' };
  return async () => {
    const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
    const client = new LambdaClient();
    const Payload = JSON.stringify(event);
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
    client.destroy();
  };
}
