import { ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';
import type { PublicationRunner } from '../service/ports-upload.ts';

export interface TaskPlace {
  readonly cluster: string;
  readonly definition: string;
  /** Name of the container within the definition. */
  readonly container: string;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

/** The client comes with this module, so that no more of the SDK is loaded than starting a task takes. */
export const ecsClient = (): ECSClient => new ECSClient();

/** Publishes in a container of Fargate, told by its environment what to publish (`lambda/publication-task.ts`). */
export function openEcsRunner(client: ECSClient, place: TaskPlace): PublicationRunner {
  return {
    async start({ upload, run }) {
      const environment = [
        { name: 'UPLOAD_ID', value: upload },
        { name: 'UPLOAD_RUN', value: String(run) },
      ];
      const answer = await client.send(
        new RunTaskCommand({
          cluster: place.cluster,
          taskDefinition: place.definition,
          launchType: 'FARGATE',
          count: 1,
          // The same job asked for again is the same task.
          clientToken: `${upload}-${run}`,
          startedBy: upload,
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: [...place.subnets],
              securityGroups: [...place.securityGroups],
              // Without one a container of a public subnet reaches neither the image nor the stores.
              assignPublicIp: 'ENABLED',
            },
          },
          overrides: { containerOverrides: [{ name: place.container, environment }] },
        }),
      );
      return answer.tasks?.length ? 'started' : 'no-capacity';
    },
  };
}
