import { describe, expect, it } from 'vitest';
import {
  decideWebhooks,
  evolveWebhooks,
  foldWebhooks,
  listensTo,
  type Webhook,
  type WebhookCommand,
} from '../../functions/domain/webhook.ts';
import { mostWebhooks } from '../../functions/domain/webhook-refusals.ts';

const now = '2026-03-10T02:00:00.000Z';
const described = {
  id: 'whk_1',
  name: '业务系统',
  url: 'https://example.org/',
  events: [],
  datasets: [],
  agencies: [],
};
const enabled: Webhook = { ...described, createdAt: now, createdBy: 'zhang' };
const news = { type: 'dataset.version-published', data: { dataset: 'water', agency: 'ecology', version: 2 } };
const disabled: Webhook = { ...enabled, disabled: { at: now, because: 'failing' } };

const outcome = (webhooks: readonly Webhook[], command: WebhookCommand) => {
  const decided = decideWebhooks(webhooks, command, { actor: 'zhang', now });
  return typeof decided === 'string' ? decided : decided.map(({ type, data }) => ({ type, ...data }));
};

describe('the webhooks of an owner', () => {
  const id = 'whk_1';
  const changed = { type: 'webhook-changed', ...described, name: '新名称' };
  it.each<[string, readonly Webhook[], WebhookCommand, unknown]>([
    ['make one', [], { type: 'create', ...described }, [{ type: 'webhook-created', ...described }]],
    ['change one', [enabled], { type: 'change', id, name: '新名称' }, [changed]],
    ['change a disabled one', [disabled], { type: 'change', id, name: '新名称' }, [changed]],
    [
      'rotate a secret',
      [enabled],
      { type: 'rotate-secret', id, overlapHours: 2 },
      [{ type: 'webhook-secret-rotated', id, until: '2026-03-10T04:00:00.000Z' }],
    ],
    [
      'disable one',
      [enabled],
      { type: 'disable', id, because: 'gone' },
      [{ type: 'webhook-disabled', id, because: 'gone' }],
    ],
    ['disable it again', [disabled], { type: 'disable', id, because: 'owner' }, []],
    ['enable one', [disabled], { type: 'enable', id }, [{ type: 'webhook-enabled', id }]],
    ['enable it again', [enabled], { type: 'enable', id }, []],
    ['remove one', [enabled], { type: 'remove', id }, [{ type: 'webhook-removed', id }]],
    ['remove a foreign one', [enabled], { type: 'remove', id: 'whk_2' }, 'unknown-webhook'],
    ['change a foreign one', [enabled], { type: 'change', id: 'whk_2' }, 'unknown-webhook'],
  ])('%s', (_case, webhooks, command, expected) => expect(outcome(webhooks, command)).toEqual(expected));

  it(`are ${mostWebhooks} at the most, disabled ones included`, () => {
    const many = Array.from({ length: mostWebhooks }, (_, index) => ({ ...disabled, id: `whk_${index}` }));
    expect(outcome(many, { type: 'create', ...described })).toBe('too-many-webhooks');
    expect(outcome(many.slice(1), { type: 'create', ...described })).toHaveLength(1);
  });

  it('are what their events amount to', () => {
    const commands: readonly WebhookCommand[] = [
      { type: 'create', ...described },
      { type: 'create', ...described, id: 'whk_2' },
      { type: 'disable', id, because: 'failing' },
      { type: 'change', id, events: ['application.approved'] },
      { type: 'remove', id: 'whk_2' },
      { type: 'rotate-secret', id, overlapHours: 0 },
    ];
    let webhooks: readonly Webhook[] = [];
    for (const command of commands) {
      const events = decideWebhooks(webhooks, command, { actor: 'zhang', now });
      if (typeof events === 'string') throw new Error(events);
      webhooks = events.reduce(evolveWebhooks, webhooks);
    }
    expect(webhooks).toEqual([{ ...disabled, events: ['application.approved'] }]);
    const [enable] = decideWebhooks(webhooks, { type: 'enable', id }, { actor: 'qian', now });
    expect(evolveWebhooks(webhooks, enable as never)[0]).not.toHaveProperty('disabled');
  });

  it('listen to everything, or to what they name', () => {
    const approved = { type: 'application.approved', data: {} };
    expect(listensTo(enabled, approved)).toBe(true);
    expect(listensTo({ ...enabled, events: ['application.signed'] }, approved)).toBe(false);
  });

  it.each<[string, Partial<Webhook>, boolean]>([
    ['not unless they ask for it', {}, false],
    ['when they name the type', { events: [news.type] }, true],
    ['when they name the dataset', { datasets: ['water'] }, true],
    ['when they name the agency', { agencies: ['ecology'], events: [news.type] }, true],
    ['not when they name another type', { agencies: ['ecology'], events: ['dataset.withdrawn'] }, false],
    ['not of another dataset', { datasets: ['air'], events: [news.type] }, false],
    ['of one named, or of an agency named', { datasets: ['air'], agencies: ['ecology'] }, true],
  ])('listen to the public catalogue %s', (_case, more, expected) =>
    expect(listensTo({ ...enabled, ...more }, news)).toBe(expected),
  );

  it('that were made before there was anything to watch watch nothing', () => {
    const { datasets: _datasets, agencies: _agencies, ...data } = described;
    expect(foldWebhooks([{ type: 'webhook-created', at: now, actor: 'zhang', data }])).toEqual([enabled]);
  });

  it('are not read from what is no event of theirs', () => {
    const event = { type: 'key-created', at: now, actor: 'zhang', data: {} };
    expect(() => foldWebhooks([event])).toThrow('no event of a webhook');
    expect(() => foldWebhooks([{ ...event, type: 'webhook-created' }])).toThrow('webhook-created at');
  });
});
