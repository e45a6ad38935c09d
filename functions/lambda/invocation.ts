import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Hands an event to another function, and does not wait for what comes of it. */
export async function invoke(name: string, event: object): Promise<void> {
  const client = new LambdaClient();
  const Payload = JSON.stringify(event);
  await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload }));
  client.destroy();
}
