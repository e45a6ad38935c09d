import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** A secret that SSM keeps. Throws when it was never set. */
export async function readSecret(name: string): Promise<string> {
  const asked = new GetParameterCommand({ Name: name, WithDecryption: true });
  const { Parameter } = await new SSMClient().send(asked);
  if (!Parameter?.Value) throw new Error(`the parameter ${name} is empty: set it with sst secret set`);
  return Parameter.Value;
}
