import { bucketsOf, type Extra, type FunctionsIn } from './functions.ts';
import { grant, type Statement } from './permissions.ts';
import { publishedBlobs, publishing } from './purposes.ts';

/** Publication of files too large for a function (15 minutes, 10 GB of disk): the same program in a container. */
export function makeLargePublication(given: FunctionsIn, extra: Extra) {
  const vpc = new sst.aws.Vpc('Network', { transform: { securityGroup: noneMayEnter } });
  const cluster = new sst.aws.Cluster('Cluster', { vpc });
  const { stage } = given;
  const task = new sst.aws.Task('LargePublication', {
    cluster,
    architecture: 'arm64',
    cpu: '4 vCPU',
    memory: '16 GB',
    storage: '200 GB',
    image: { context: '.', dockerfile: 'functions/infrastructure/publication.Dockerfile' },
    environment: {
      ...given.environment,
      S3_BUCKETS: bucketsOf(publishedBlobs, given.buckets),
      ...extra.environment,
    },
    logging: { retention: stage.logs },
    dev: false,
    transform: {
      taskRole: (args) => {
        const may = [...grant(given, publishing), ...(extra.permissions ?? [])];
        args.inlinePolicies = [{ name: 'inline', policy: policyOf(may) }];
      },
      executionRole: (args) => {
        args.inlinePolicies = []; // SST would let it read every parameter and secret of the account
      },
    },
  });
  return { task, subnets: vpc.publicSubnets, securityGroups: vpc.securityGroups };
}

export type LargePublication = ReturnType<typeof makeLargePublication>;

/** What it takes to start the task, and nothing else of ECS. */
export const startTask = ({ task }: LargePublication): Statement[] => [
  { actions: ['ecs:RunTask'], resources: [task.taskDefinition] },
  { actions: ['iam:PassRole'], resources: [task.nodes.executionRole.arn, task.nodes.taskRole.arn] },
];

export const taskEnvironment = ({ task, subnets, securityGroups }: LargePublication) => ({
  TASK_CLUSTER: task.cluster,
  TASK_DEFINITION: task.taskDefinition,
  TASK_CONTAINER: 'LargePublication',
  TASK_SUBNETS: $util.output(subnets).apply((ids) => ids.join(',')),
  TASK_SECURITY_GROUPS: $util.output(securityGroups).apply((ids) => ids.join(',')),
});

const policyOf = (statements: Statement[]) =>
  aws.iam.getPolicyDocumentOutput({
    statements: statements.map(({ actions, resources, conditions }) => ({ actions, resources, conditions })),
  }).json;

function noneMayEnter(args: aws.ec2.SecurityGroupArgs): undefined {
  args.ingress = [];
}
