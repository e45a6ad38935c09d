/** A resource as it would be registered with Pulumi. */
export interface Resource {
  /** Such as `aws:s3/bucket:Bucket`, or `sst:aws:Bucket` for a component. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly urn: string;
  readonly parent: string;
  readonly retainOnDelete: boolean;
  readonly protect: boolean;
}
