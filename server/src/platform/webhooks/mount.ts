import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { permits } from "@warmline/shared/access/permission.ts";
import type { RefusalBody } from "@warmline/shared/api/endpoint.ts";
import type { Webhook } from "@warmline/shared/api/webhook.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import type { Config } from "../../config.ts";
import { parse } from "../http/input.ts";
import { networkOfCaller, type RateLimits } from "../http/rate.ts";
import type { AnswerRefusal } from "../http/refusals.ts";
import { languageOf } from "../http/request.ts";
import { STRANGER, type SecurityEvents } from "../records/security-events.ts";
import { readBody } from "./body.ts";
import { encode, type Charset } from "./charset.ts";
import { eventKey } from "./event-key.ts";
import { headOf } from "./head.ts";
import type { RequestHead } from "./signature.ts";
import { actorOf, type WebhookRoute } from "./webhook.ts";

export interface WebhookRoom {
  readonly config: Pick<Config, "PUBLIC_URL">;
  readonly refuse: AnswerRefusal;
  readonly limits: Pick<RateLimits, "channel">;
  readonly security: SecurityEvents;
}

/** Of a body: what people say and do is told in a few kilobytes; files come by reference. */
const LIMIT_BYTES = 64 * 1024;

/**
 * The doors of the channels. In this order, and nothing of a later step before an earlier one has
 * passed: carries a signature → the raw body, up to its bound → the signature holds → the channel's
 * rate → content type and charset → its envelope opens → the body is what
 * was declared → it has an id → its command.
 */
export function mountWebhooks(app: Express, room: WebhookRoom, routes: readonly WebhookRoute[]) {
  for (const route of routes) {
    const { webhook, greet } = route;
    const { path, permit, limitBytes: limit = LIMIT_BYTES } = webhook;
    assert(
      permits(actorOf(webhook), permit),
      `${webhook.name}: ${permit.name} is not for channels`,
    );
    const raw = express.raw({ type: () => true, limit, inflate: false });
    const channel = limited(room, route);
    app.post(path, carried(room, route), raw, holds(room, route), channel, answer(room, route));
    if (greet !== undefined) {
      app.get(path, carried(room, route), holds(room, route), channel, (request, response) => {
        const text = greet(headIn(response).query);
        if (text === null) send(room, request, response, refuse("bad-input"));
        else response.type("text/plain").send(text);
      });
    }
  }
}

function headIn(response: Response): RequestHead {
  return response.locals["head"] as RequestHead;
}

function carried(room: WebhookRoom, { webhook, signature }: WebhookRoute) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const head = headOf(request, room.config.PUBLIC_URL);
    response.locals["head"] = head;
    if (signature.carried(head)) next();
    else turnAway(room, request, response, webhook, "unsigned");
  };
}

function holds(room: WebhookRoom, { webhook, signature }: WebhookRoute) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!signature.holds({ ...headIn(response), body })) {
      return turnAway(room, request, response, webhook, "wrong-signature");
    }
    request.body = body;
    next();
  };
}

function limited({ limits, security }: WebhookRoom, { webhook }: WebhookRoute) {
  const caller = actorOf(webhook);
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (await limits.channel(request, response, caller)) return next();
    const address = networkOfCaller(request);
    security.note({ kind: "too-many-requests", who: caller, address, what: webhook.name });
  };
}

function turnAway(
  room: WebhookRoom,
  request: Request,
  response: Response,
  { name }: Webhook,
  why: "unsigned" | "wrong-signature",
): void {
  const address = networkOfCaller(request);
  const event = { kind: "wrong-signature", who: STRANGER, address, what: name } as const;
  room.security.note({ ...event, code: why });
  // Whoever cannot sign has no business here, and is told no more; the rest is left unread.
  response.setHeader("connection", "close");
  send(room, request, response, refuse("wrong-signature"));
}

function answer(room: WebhookRoom, route: WebhookRoute) {
  const { webhook } = route;
  return async (request: Request, response: Response): Promise<void> => {
    const language = languageOf(request.headers["accept-language"]);
    const type = request.headers["content-type"] ?? "";
    const read = readBody(webhook.format, type, request.body as Buffer);
    if (!read.ok) return send(room, request, response, read);
    const { charset } = read.value;
    const opened = route.open === undefined ? read.value.value : route.open(read.value.value);
    if (opened === null) return send(room, request, response, refuse("bad-body"));
    const body = parse(webhook.body, opened, "body", language);
    if (body.issues.length > 0) {
      return send(room, request, response, refuse("bad-input"), body.issues);
    }
    const { query } = headIn(response);
    const id = route.eventId(body.value, query);
    if (id === null || id === "") return send(room, request, response, refuse("event-id-missing"));
    const key = eventKey(webhook.name, id);
    const address = request.ip ?? "unknown";
    const origin = `${webhook.channel} ${address}`;
    const caller = { actor: actorOf(webhook), origin, language, key };
    const done = await route.run(caller, body.value, query);
    if (done.ok) return sendText(response, webhook.answer, done.value, charset);
    if (done.code === "key-reused") {
      const differs = { kind: "content-differs", what: webhook.name, about: key } as const;
      const from = { who: actorOf(webhook), address: networkOfCaller(request) };
      room.security.note({ ...differs, ...from });
    }
    send(room, request, response, done);
  };
}

function sendText(
  response: Response,
  kind: Webhook["answer"],
  text: string,
  charset: Charset,
): void {
  if (kind === "empty") {
    response.status(200).end();
    return;
  }
  const type = kind === "xml" ? "application/xml" : "text/plain";
  response.setHeader("content-type", `${type}; charset=${charset}`);
  response.end(encode(text, charset));
}

function send(
  room: WebhookRoom,
  request: Request,
  response: Response,
  refusal: Refusal,
  issues?: RefusalBody["issues"],
): void {
  const language = languageOf(request.headers["accept-language"]);
  const { status, body } = room.refuse(refusal, language, issues);
  response.status(status).json(body);
}
