import type { Context } from 'hono';
import type { Actor } from '../domain/actor.ts';
import type { AccessKeyService } from '../service/access-key/access-keys.ts';
import type { ApplicationDeps, SignatureProvider } from '../service/application/contract.ts';
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import type { Now } from '../service/clock.ts';
import type { OutgoingRules } from '../service/http/outgoing.ts';
import type { Blobs, JsonObject, Records } from '../service/ports.ts';
import type { Telemetry } from '../service/ports-telemetry.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import type { Engine } from '../service/query/engine.ts';
import type { SignIn } from '../service/sign-in.ts';
import type { UploadService } from '../service/upload/contract.ts';
import type { UseCounts } from '../service/use-counts.ts';
import type { CurrentCalendar } from '../service/working-calendar.ts';

/** What every request needs, whatever it asks for. */
export interface SurfaceDeps {
  readonly now: Now;
  /** Public base URL, without a slash at the end. */
  readonly portalUrl: string;
  /** The portal's pages; undefined for an address it does not have and cannot excuse. Does itself what comes `before`. */
  readonly portal?: (request: Request) => Promise<Response | undefined>;
  /** Done before each request to a route is answered; what it throws is answered like any failure. */
  readonly before?: () => Promise<void>;
  /** What is measured and traced; nothing without it. */
  readonly telemetry?: Telemetry;
  /** One structured line; never holds personal data, and JSON keeps it one line. */
  readonly log: (line: JsonObject) => void;
}

/** For reading the public catalogue, and nothing but that. */
export interface CatalogueDeps extends SurfaceDeps {
  /** The public catalogue as it stands now; another one after a publication. */
  readonly catalogue: () => Catalogue;
  /** Of the platform, as in package.json. */
  readonly version: string;
}

/** For telling whether what answers need is at hand; of the stores it takes no more than a look, and the log. */
export interface HealthDeps extends CatalogueDeps {
  readonly records: Pick<Records, 'query'>;
  readonly blobs: Pick<Blobs, 'head' | 'get'>;
}

/** For whoever asks by name: a person signed in, or the holder of a key. */
interface AccountDeps extends CatalogueDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  /** Who a bearer token speaks for; undefined when it is not valid. Throws `IdentityOutage` when nobody can tell. */
  readonly verifyToken: (token: string) => Promise<Actor | undefined>;
}

/** For asking tables, and handing out files: open ones to anybody, conditional ones by key. */
export interface QueryDeps extends CatalogueDeps {
  readonly blobs: Blobs;
  readonly engine: Engine;
  /** Reads conditional data, for whoever brings a key; the other one cannot reach it. */
  readonly gatedEngine: Engine;
  readonly accessKeys: AccessKeyService;
  /** Where a request comes from, our own proxies left out; undefined when that cannot be told. */
  readonly remoteAddress: (c: AppContext) => string | undefined;
  /** Counts what is downloaded and asked for; where files come from a bucket at the edge, nobody here can. */
  readonly useCounts?: Pick<UseCounts, 'note'>;
}

/** For publishing. */
export interface PublicationDeps extends AccountDeps {
  readonly publications: PublicationService;
  /** Of files too large to come with one request. */
  readonly uploads: UploadService;
  /** For uploads while they are checked; on a real disk. */
  readonly workDirectory: string;
  /** Largest upload in bytes, all parts together; default 2 GiB. */
  readonly maxUploadBytes?: number;
}

/** For rights and oversight: what anybody files, and what is told of how it is handled. */
export interface OversightDeps extends AccountDeps {
  /** Told when what the catalogue says of objections has changed. */
  readonly onOpening?: ApplicationDeps['onOpening'];
  /** Default: the calendar that is published on the platform itself. */
  readonly calendar?: CurrentCalendar;
}

/** For applications and all that belongs to them. */
export interface WorkflowDeps extends AccountDeps {
  readonly accessKeys: AccessKeyService;
  readonly signIn: SignIn;
  /** Default: the calendar that is published on the platform itself. */
  readonly calendar?: CurrentCalendar;
  /** Default: the recorded electronic signature. */
  readonly signatures?: SignatureProvider;
  /** Told when what the open list says of applications has changed. */
  readonly onOpening?: ApplicationDeps['onOpening'];
  /** Where requests to addresses that others chose may go; default: the public Internet. */
  readonly outgoing?: OutgoingRules;
}

/** What all routes together are given by a composition root. */
export interface AppDeps extends HealthDeps, QueryDeps, PublicationDeps, WorkflowDeps, OversightDeps {
  readonly records: Records;
  readonly blobs: Blobs;
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
