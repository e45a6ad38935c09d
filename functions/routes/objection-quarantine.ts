/** Taking offline what a privacy or secret objection is about, in one request: by the part that publishes. */
import { type } from 'arktype';
import { once } from '../domain/once.ts';
import { objectionDepsOf } from '../service/objection/composed-deps.ts';
import { createObjectionService } from '../service/objection/objection.ts';
import { actingProblems } from './applications.ts';
import { authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { PublicationDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { refusedObjection } from './objection-asking.ts';
import type { Route } from './route.ts';

const order = once(() =>
  type({ '+': 'reject', reason: '1 <= string <= 1000', 'legalBasis?': '1 <= string <= 500' }),
);

export function objectionQuarantineRoutes(deps: PublicationDeps): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/objections/{id}/quarantine',
      tag: 'objections',
      summary: { zh: '因异议将数据紧急下线（隔离）', en: 'Quarantine the data that an objection is about' },
      pathParameters: {
        id: {
          description: { zh: '异议编号', en: 'Id of the objection' },
          json: { type: 'string', pattern: '^obj_[0-9A-HJKMNP-TV-Z]{26}$' },
        },
      },
      body: () => ({ 'application/json': order().toJsonSchema() }),
      answers: [
        {
          status: 200,
          description: 'The status, the events, and what every public address answers now',
          content: { 'application/json': {} },
        },
      ],
      problems: [
        'invalid-request',
        'unsupported-media-type',
        'too-large',
        ...actingProblems,
        'unknown-objection',
        'not-permitted',
        'own-objection',
        'wrong-status',
        'not-quarantinable',
        'quarantined-already',
        'personal-reason',
        'blank-text',
        'objection-overtaken',
        'not-owner',
        'not-published',
        'unknown-version',
        'overtaken',
      ],
      auth: 'bearer',
      isOpenData: false,
      handle: (c) =>
        authenticated(deps, c, async (actor) => {
          const read = await readBody(c, order());
          if ('refused' in read) return read.refused;
          const service = createObjectionService(objectionDepsOf(deps));
          const request = { id: c.req.param('id') ?? '', actor, ...read.value };
          const result = await service.quarantine(deps.publications, request);
          return result.outcome === 'refused' ? refusedObjection(c, result) : c.json(result, 200, notKept);
        }),
    },
  ];
}
