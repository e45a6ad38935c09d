/** What the interface answers, by the names of its own types. */
import type { ListCount, ListedApplication } from '../../../../functions/service/application/lists.ts';
import type { ApplicationView } from '../../../../functions/service/application/view.ts';

export type { DraftForm } from '../../../../functions/domain/application-form.ts';
export type { Guide, GuideItem, GuideItemId } from '../../../../functions/domain/guide.ts';
export type { Party } from '../../../../functions/domain/party.ts';
export type { FormDefect } from '../../../../functions/domain/precheck.ts';
export type { AccessKeyView } from '../../../../functions/service/access-key/manage.ts';
export type { DayOfUse, UseSums } from '../../../../functions/service/access-key/use.ts';
export type { UseLine } from '../../../../functions/service/access-key/use-log.ts';
export type { ClockView } from '../../../../functions/service/application/clock-view.ts';
export type { Reusable } from '../../../../functions/service/application/reuse.ts';
export type { Delivery as WebhookDelivery } from '../../../../functions/service/webhook/deliveries.ts';
export type { WebhookView } from '../../../../functions/service/webhook/manage.ts';
export type { ApplicationView, ListCount, ListedApplication };

export interface Page<T> {
  readonly data: readonly T[];
  readonly links: { readonly next: string | null };
}
