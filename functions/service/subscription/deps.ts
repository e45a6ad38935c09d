import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OutboxDeps } from '../outbox.ts';

/** What telling subscribers needs. */
export interface SubscriptionDeps extends OutboxDeps {
  readonly catalogue: () => Catalogue;
  readonly portalUrl: string;
}
