import type { Context } from 'hono';
import type { Actor } from '../domain/actor.ts';
import type { AccessKeyService } from '../service/access-key/access-keys.ts';
import type { ApplicationDeps, SignatureProvider } from '../service/application/contract.ts';
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import type { Now } from '../service/clock.ts';
import type { OutgoingRules } from '../service/http/outgoing.ts';
import type { Blobs, JsonObject, Records } from '../service/ports.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import type { Engine } from '../service/query/engine.ts';
import type { SignIn } from '../service/sign-in.ts';
import type { CurrentCalendar } from '../service/working-calendar.ts';

/** What the routes are given by a composition root. */
export interface AppDeps {
  /** The public catalogue as it stands now; another one after a publication. */
  readonly catalogue: () => Catalogue;
  readonly blobs: Blobs;
  readonly records: Records;
  readonly engine: Engine;
  /** Reads conditional data, for whoever brings a key; the other one cannot reach it. */
  readonly gatedEngine: Engine;
  readonly accessKeys: AccessKeyService;
  /** Where a request comes from, our own proxies left out; undefined when that cannot be told. */
  readonly remoteAddress: (c: AppContext) => string | undefined;
  readonly publications: PublicationService;
  /** Who a bearer token speaks for; undefined when it is not valid. Throws `IdentityOutage` when nobody can tell. */
  readonly verifyToken: (token: string) => Promise<Actor | undefined>;
  readonly signIn: SignIn;
  /** Default: the calendar that is published on the platform itself. */
  readonly calendar?: CurrentCalendar;
  /** Default: the recorded electronic signature. */
  readonly signatures?: SignatureProvider;
  /** Told when what the open list says of applications has changed. */
  readonly onOpening?: ApplicationDeps['onOpening'];
  readonly now: Now;
  /** Where requests to addresses that others chose may go; default: the public Internet. */
  readonly outgoing?: OutgoingRules;
  /** Public base URL, without a slash at the end. */
  readonly portalUrl: string;
  /** Of the platform, as in package.json. */
  readonly version: string;
  /** The static portal; undefined for an address it does not have and cannot excuse. */
  readonly portal?: (request: Request) => Promise<Response | undefined>;
  /** For uploads while they are checked; on a real disk. */
  readonly workDirectory: string;
  /** Largest upload in bytes, all parts together; default 2 GiB. */
  readonly maxUploadBytes?: number;
  /** One structured line; never holds personal data, and JSON keeps it one line. */
  readonly log: (line: JsonObject) => void;
}

export interface Env {
  Variables: {
    requestId: string;
    portalUrl: string;
    /** Set by routes whose answers any page on the web may read. */
    isOpenData: boolean;
    /** Tells the operator of something that should not be, without failing the request. */
    warn: (event: string, facts: JsonObject) => void;
  };
}
export type AppContext = Context<Env>;
