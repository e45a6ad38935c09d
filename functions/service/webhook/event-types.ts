/** What webhooks can be told of. Whoever announces something new adds its types here. */
import { catalogueNewsTypes } from '../../domain/catalogue-news.ts';
import { toldEvents } from '../notification/messages.ts';
import { toldObjectionEvents } from '../notification/objection-messages.ts';
import { testEvent } from './announcement.ts';

export const webhookEventTypes: readonly string[] = [
  ...toldEvents.map((name) => `application.${name}`),
  ...toldObjectionEvents.map((name) => `objection.${name}`),
  ...catalogueNewsTypes,
  testEvent,
];
