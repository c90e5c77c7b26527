import express, { type Express, type NextFunction, type Request, type Response } from "express";
import type { Logger } from "pino";
import { randomUUID } from "node:crypto";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { OutcomeUnknown, StoreUnavailable } from "@warmline/shared/store/port.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { RefusalBody } from "@warmline/shared/api/endpoint.ts";
import type { Config } from "../../config.ts";
import type { Authenticator } from "./authenticator.ts";
import { bodyReader } from "./body.ts";
import { tokensOf } from "./cookies.ts";
import { standingHeaders } from "./headers.ts";
import { callFrom } from "./input.ts";
import { makeRateLimits, type RateLimits } from "./rate.ts";
import { makeRefusals, type AnswerRefusal, type RefusalStatuses } from "./refusals.ts";
import { actorFor, languageOf, originAllowed } from "./request.ts";
import { makeSecurityEvents } from "../security-events.ts";
import { mountWebhooks } from "../webhooks/mount.ts";
import type { WebhookRoute } from "../webhooks/webhook.ts";
import type { Route } from "./serve.ts";
import { writeAnswer } from "./write-answer.ts";

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
  readonly webhooks?: readonly WebhookRoute[];
  readonly refusals: readonly RefusalStatuses[];
  /** Tests check every answer against its schema; in production it was proven by them. */
  readonly checkAnswers?: boolean;
  /** Mounts the pages behind the API; left out where only the API is wanted. */
  readonly pages?: ((app: Express) => Promise<void>) | undefined;
}

interface Room {
  readonly options: AppOptions;
  readonly refuse: AnswerRefusal;
  readonly limits: RateLimits;
}

/**
 * The whole of what is served over HTTP: the API, the pages behind it, and an answer to the rest.
 */
export async function makeApp(options: AppOptions): Promise<Express> {
  const { config, log, routes, webhooks = [], pages } = options;
  const refusals = makeRefusals(options.refusals);
  const limits = makeRateLimits(config, refusals);
  const room: Room = { options, refuse: refusals, limits };
  const app = express();
  app.disable("x-powered-by").disable("etag").set("trust proxy", config.TRUST_PROXY);
  app.use(["/api", "/hooks"], standingHeaders(config));
  app.use("/api", limits.refused);
  for (const route of routes) {
    const { method, path, rate } = route.endpoint;
    app[method](
      path,
      admit(room, route),
      limits.classes[rate ?? (method === "get" ? "read" : "write")],
      ...bodyReader(route.endpoint, (request, response) =>
        send(room, request, response, refuse("wrong-content-type")),
      ),
      answer(room, route),
    );
  }
  const security = makeSecurityEvents(log);
  mountWebhooks(app, { config, refuse: refusals, limits, security }, webhooks);
  answerOtherMethods(app, room);
  const notFound = (request: Request, response: Response) =>
    send(room, request, response, refuse("not-found"));
  app.use(["/api", "/hooks"], notFound);
  await pages?.(app);
  app.use(notFound);
  app.use(onError(room));
  return app;
}

const publicActor = { kind: "public", id: "public", name: "public" } as const;

/** Lets the caller in or refuses, before a byte of the body is read. */
function admit(room: Room, { endpoint }: Route) {
  const { config, authenticator } = room.options;
  const { permit, method, path } = endpoint;
  const first = path.startsWith("/api/kiosk/") ? "kiosk" : "staff";
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (method !== "get" && !originAllowed(request, config.PUBLIC_URL)) {
      return send(room, request, response, refuse("wrong-origin"));
    }
    const actor =
      permit === "public"
        ? publicActor
        : await actorFor(authenticator, tokensOf(request), permit, first);
    if (typeof actor === "string") return send(room, request, response, refuse(actor));
    response.locals["actor"] = actor satisfies Actor;
    next();
  };
}

function answer(room: Room, route: Route) {
  const { config, checkAnswers = false } = room.options;
  return async (request: Request, response: Response): Promise<void> => {
    const language = languageOf(request.headers["accept-language"]);
    const input = callFrom(route.endpoint, request, response.locals["actor"], language);
    if (!input.ok) return send(room, request, response, input.refusal, input.issues);
    const result = await route.run(input.call);
    if (!result.ok) return send(room, request, response, result);
    const checkedBy = checkAnswers ? route.endpoint.answer : undefined;
    writeAnswer(response, result.value, {
      checkedBy,
      secureCookies: config.PUBLIC_URL?.startsWith("https:") ?? false,
    });
  };
}

/** A path that is served, asked in a way that it is not: says which ways there are. */
function answerOtherMethods(app: Express, room: Room): void {
  const { routes, webhooks = [] } = room.options;
  const ways = [
    ...routes.map(({ endpoint: { path, method } }) => ({ path, method })),
    ...webhooks.map(({ webhook: { path } }) => ({ path, method: "post" })),
    ...webhooks.flatMap(({ webhook: { path }, greet }) => (greet ? [{ path, method: "get" }] : [])),
  ];
  for (const [path, served] of Map.groupBy(ways, (way) => way.path)) {
    const allowed = served.map(({ method }) => (method === "get" ? "GET, HEAD" : "POST"));
    app.all(path, (request, response) => {
      response.setHeader("allow", allowed.toSorted().join(", "));
      if (request.method === "OPTIONS") response.status(204).end();
      else send(room, request, response, refuse("method-not-allowed"));
    });
  }
}

function send(
  room: Room,
  request: Request,
  response: Response,
  refusal: Refusal,
  issues?: RefusalBody["issues"],
): void {
  const language = languageOf(request.headers["accept-language"]);
  const { status, body } = room.refuse(refusal, language, issues);
  if (status === 401 || status === 403) void room.limits.countRefusal(request);
  response.status(status).json(body);
}

function onError(room: Room) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const refusal = thrownRefusal(error);
    if (refusal.code === "internal" || refusal.code === "unavailable") {
      // The query is left out: it may hold a phone number or a name.
      const where = { ...refusal.detail, method: request.method, path: request.path };
      room.options.log.error({ err: error, ...where }, "request failed");
    }
    if (response.headersSent) response.destroy();
    else send(room, request, response, refusal);
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
