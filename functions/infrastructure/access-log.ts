import { accessFields } from '../parts/access-log.ts';
import type { Buckets } from './buckets.ts';

/** CloudFront is everywhere, and its log is managed here. */
export const deliveryRegion = 'us-east-1';

/** CloudFront's log of requests, with the fields that are counted and nothing of who asked. */
export function makeAccessLog({ Access }: Buckets, router: sst.aws.Router): void {
  const name = `${$app.name}-${$app.stage}-access`;
  const source = new aws.cloudwatch.LogDeliverySource('AccessSource', {
    region: deliveryRegion,
    name,
    logType: 'ACCESS_LOGS',
    resourceArn: router.nodes.cdn.apply(({ nodes }) => nodes.distribution.arn),
  });
  const destination = new aws.cloudwatch.LogDeliveryDestination('AccessDestination', {
    region: deliveryRegion,
    name,
    outputFormat: 'json',
    deliveryDestinationConfiguration: { destinationResourceArn: $interpolate`${Access.arn}/access` },
  });
  new aws.cloudwatch.LogDelivery('AccessDelivery', {
    region: deliveryRegion,
    deliverySourceName: source.name,
    deliveryDestinationArn: destination.arn,
    recordFields: [...accessFields],
  });
}
