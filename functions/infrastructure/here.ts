/** The account, region and partition (`aws`, or `aws-cn` in China) that are deployed to. */
export function here() {
  const { region } = aws.getRegionOutput();
  const { accountId } = aws.getCallerIdentityOutput();
  const { partition } = aws.getPartitionOutput();
  return { region, accountId, partition };
}

/** The name of something in this account, as policies write it; `region` is empty for what has none. */
export function arnOf(service: string, region: $util.Input<string>, resource: $util.Input<string>) {
  const { accountId, partition } = here();
  return $interpolate`arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}
