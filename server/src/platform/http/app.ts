import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Logger } from "pino";
import { randomUUID } from "node:crypto";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { OutcomeUnknown, StoreUnavailable } from "@warmline/shared/store/port.ts";
import type { Config } from "../../config.ts";
import type { Authenticator } from "./authenticator.ts";
import { answerUnserved, apiEdge, sendRefusal, type Edge } from "./edge.ts";
import { standingHeaders } from "./headers.ts";
import { makeRateLimits } from "./rate.ts";
import { makeRefusals, type RefusalStatuses } from "./refusals.ts";
import { makeUploadsInHand } from "./uploads-in-hand.ts";
import type { ReadLog } from "../records/read-log.ts";
import type { SecurityEvents } from "../records/security-events.ts";
import { mountWebhooks } from "../webhooks/mount.ts";
import type { WebhookRoute } from "../webhooks/webhook.ts";
import type { Route } from "./serve.ts";

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly security: SecurityEvents;
  readonly reads: ReadLog;
  readonly routes: readonly Route[];
  readonly webhooks?: readonly WebhookRoute[];
  readonly refusals: readonly RefusalStatuses[];
  /** Tests check every answer against its schema; in production it was proven by them. */
  readonly checkAnswers?: boolean;
  /** Mounts the pages behind the API; left out where only the API is wanted. */
  readonly pages?: ((app: Express) => Promise<void>) | undefined;
}

/**
 * The whole of what is served over HTTP: the API, the pages behind it, and an answer to the rest.
 */
export async function makeApp(options: AppOptions): Promise<Express> {
  const { config, log, webhooks = [], checkAnswers = false, pages } = options;
  const refusals = makeRefusals(options.refusals);
  const limits = makeRateLimits(config, refusals);
  const setStandingHeaders = standingHeaders(config);
  const takeUpload = makeUploadsInHand();
  const guarded = { limits, takeUpload, setStandingHeaders };
  const edge: Edge = { ...options, refuse: refusals, checkAnswers, ...guarded };
  const app = express();
  app.disable("x-powered-by").disable("etag").set("trust proxy", config.TRUST_PROXY);
  app.use(entrance(edge, log));
  app.use("/hooks", (_request, response, next) => {
    setStandingHeaders(response);
    next();
  });
  mountWebhooks(app, { ...options, refuse: refusals, limits }, webhooks);
  answerOtherMethods(app, edge, webhooks);
  const notFound: RequestHandler = (request, response) =>
    sendRefusal(edge, request, response, refuse("not-found"));
  app.use("/hooks", notFound);
  await pages?.(app);
  app.use(notFound);
  app.use(onError(edge, log));
  return app;
}

/**
 * One layer before all others, as each costs every call its time. RFC 9112, section 3.2: a request
 * of HTTP/1.1 says whom it is for.
 */
function entrance(edge: Edge, log: Logger): RequestHandler {
  const api = apiEdge(edge);
  const warn = warnOfProxy(edge.config, log);
  return (request, response, next) => {
    const named = request.httpVersion !== "1.1" || request.headers.host !== undefined;
    if (!named) return sendRefusal(edge, request, response, refuse("bad-request"));
    warn(request);
    return api(request, response, next);
  };
}

/** Behind a proxy that nobody trusts, all strangers are one address: said once. */
function warnOfProxy({ TRUST_PROXY }: Config, log: Logger) {
  let said = TRUST_PROXY > 0;
  return ({ headers }: Request): void => {
    if (said || headers["x-forwarded-for"] === undefined) return;
    said = true;
    log.warn("requests come through a proxy: set TRUST_PROXY, or strangers count as one address");
  };
}

function answerOtherMethods(app: Express, edge: Edge, webhooks: readonly WebhookRoute[]): void {
  for (const { webhook, greet } of webhooks) {
    const served = greet === undefined ? ["POST"] : ["GET", "POST"];
    app.all(webhook.path, (request, response) => {
      answerUnserved(edge, request, response, served);
    });
  }
}

function onError(edge: Edge, log: Logger) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const refusal = thrownRefusal(error);
    if (refusal.code === "internal" || refusal.code === "unavailable") {
      // The query is left out: it may hold a phone number or a name.
      const where = { ...refusal.detail, method: request.method, path: request.path };
      log.error({ err: error, ...where }, "request failed");
    }
    if (response.headersSent) response.destroy();
    else sendRefusal(edge, request, response, refusal);
  };
}

/** The parser's complaints are the caller's mistake, an absent store is said, the rest is ours. */
function thrownRefusal(error: unknown): Refusal {
  if (error instanceof OutcomeUnknown) return refuse("outcome-unknown");
  if (error instanceof StoreUnavailable) return refuse("unavailable");
  if (error instanceof URIError) return refuse("not-found");
  const { type = "", limit = 0 } = (error ?? {}) as { type?: string; limit?: number };
  if (type === "entity.too.large") {
    return refuse("too-large", { limit: `${Math.round(limit / 1024)} KB` });
  }
  if (type === "encoding.unsupported") return refuse("wrong-content-type");
  if (/^(entity|encoding|charset|request)\./.test(type)) return refuse("bad-json");
  return refuse("internal", { requestId: randomUUID() });
}
