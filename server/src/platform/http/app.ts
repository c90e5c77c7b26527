import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { stringifySetCookie } from "cookie";
import helmet from "helmet";
import type { Logger } from "pino";
import { randomUUID } from "node:crypto";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";
import type { Config } from "../../config.ts";
import type { Authenticator } from "./authenticator.ts";
import { makeRateLimits } from "./rate.ts";
import { makeRefusals, type AnswerRefusal, type RefusalStatuses } from "./refusals.ts";
import { actorFor, credentialsOf, languageOf, originAllowed } from "./request.ts";
import { callFrom } from "./input.ts";
import { Bytes, WithCookie, type Route } from "./serve.ts";

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
  readonly refusals: readonly RefusalStatuses[];
  /** Tests check every answer against its schema; in production it was proven by them. */
  readonly checkAnswers?: boolean;
}

interface Room {
  readonly options: AppOptions;
  readonly refuse: AnswerRefusal;
}

/** The API as an Express application; compose.ts mounts the pages beside it. */
export function makeApp(options: AppOptions): Express {
  const room: Room = { options, refuse: makeRefusals(options.refusals) };
  const limits = makeRateLimits(options.config, room.refuse);
  const app = express();
  app.disable("x-powered-by").disable("etag").set("trust proxy", options.config.TRUST_PROXY);
  app.use("/api", helmet({ strictTransportSecurity: options.config.PUBLIC_URL !== undefined }));
  for (const route of options.routes) {
    const { method, path, rate } = route.endpoint;
    const parse = bodyParser(route);
    app[method](
      path,
      limits[rate ?? (method === "get" ? "read" : "write")],
      (request: Request, response: Response, next: NextFunction) => {
        admit(room, route, request, response).then((admitted) => {
          if (!admitted) return;
          response.locals["actor"] = admitted.actor;
          if (parse === undefined) next();
          else parse(request, response, next);
        }, next);
      },
      (request: Request, response: Response, next: NextFunction) => {
        answer(room, route, request, response).catch(next);
      },
    );
  }
  app.use("/api", (request, response) => send(room, request, response, "not-found"));
  app.use(onError(room));
  return app;
}

/** Bodies are read only after the caller was let in, and never beyond the endpoint's size. */
function bodyParser({ endpoint }: Route) {
  if (endpoint.upload) {
    return express.raw({ type: "application/octet-stream", limit: endpoint.upload.limitBytes });
  }
  return endpoint.body === undefined ? undefined : express.json({ limit: "128kb" });
}

const publicActor = { kind: "system", id: "public", name: "public" } as const;

async function admit(room: Room, route: Route, request: Request, response: Response) {
  const { config, authenticator } = room.options;
  const { permit, method, path } = route.endpoint;
  if (method !== "get" && !originAllowed(request, config.PUBLIC_URL)) {
    send(room, request, response, "wrong-origin");
    return null;
  }
  if (permit === "public") return { actor: publicActor };
  const deviceFirst = path.startsWith("/api/kiosk/") || path.startsWith("/api/devices/");
  const actor = await actorFor(authenticator, credentialsOf(request), permit, deviceFirst);
  if (typeof actor === "string") {
    send(room, request, response, actor);
    return null;
  }
  return { actor };
}

async function answer(room: Room, route: Route, request: Request, response: Response) {
  const language = languageOf(request.headers["accept-language"]);
  const input = callFrom(route.endpoint, request, response.locals["actor"], language);
  if (!input.ok) {
    const { status, body } = room.refuse(input.refusal, language, input.issues);
    response.status(status).json(body);
    return;
  }
  const result = await route.run(input.call);
  if (!result.ok) {
    const { status, body } = room.refuse(result, language);
    response.status(status).json(body);
    return;
  }
  write(room, route, response, result.value);
}

function write(room: Room, route: Route, response: Response, value: unknown): void {
  response.setHeader("cache-control", "no-store");
  if (value instanceof Bytes) {
    response.type(value.type).send(Buffer.from(value.content));
    return;
  }
  let body = value;
  if (value instanceof WithCookie) {
    const { name, value: token, maxAgeSeconds } = value.cookie;
    response.append(
      "set-cookie",
      stringifySetCookie({
        name,
        value: token,
        path: "/",
        httpOnly: true,
        sameSite: "strict",
        secure: room.options.config.PUBLIC_URL?.startsWith("https:") ?? false,
        maxAge: maxAgeSeconds ?? 0,
      }),
    );
    if (value.redirectTo !== undefined) {
      response.redirect(303, value.redirectTo);
      return;
    }
    body = value.value;
  }
  response.json(room.options.checkAnswers ? route.endpoint.answer.parse(body) : body);
}

function send(room: Room, request: Request, response: Response, code: string): void {
  const language = languageOf(request.headers["accept-language"]);
  const { status, body } = room.refuse({ ok: false, code }, language);
  response.status(status).json(body);
}

function onError(room: Room) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const language = languageOf(request.headers["accept-language"]);
    const requestId = randomUUID();
    const refusal = thrownRefusal(error, requestId);
    if (refusal.code === "internal" || refusal.code === "unavailable") {
      room.options.log.error({ err: error, requestId, url: request.originalUrl }, "request failed");
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, body } = room.refuse(refusal, language);
    response.status(status).json(body);
  };
}

/** The parser's complaints are the caller's mistake, an absent store is said, the rest is ours. */
function thrownRefusal(error: unknown, requestId: string): Refusal {
  if (error instanceof StoreUnavailable) return refuse("unavailable");
  if (error instanceof URIError) return refuse("not-found");
  const { type = "", limit = 0 } = (error ?? {}) as { type?: string; limit?: number };
  if (type === "entity.too.large") {
    return refuse("too-large", { limit: `${Math.round(limit / 1024)} KB` });
  }
  if (/^(entity|encoding|charset|request)\./.test(type)) return refuse("bad-json");
  return refuse("internal", { requestId });
}
