import type { Request, RequestHandler, Response } from "express";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { RefusalBody } from "@warmline/shared/api/endpoint.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import type { Config } from "../../config.ts";
import type { Authenticator } from "./authenticator.ts";
import { noteRefusal } from "../records/note-refusal.ts";
import type { ReadLog } from "../records/read-log.ts";
import { STRANGER, type SecurityEvents } from "../records/security-events.ts";
import { bodyReader } from "./body.ts";
import { cookiesAreSecure, tokensOf, type Tokens } from "./cookies.ts";
import { callFrom } from "./input.ts";
import { createPathTable, type Found } from "./path-table.ts";
import { networkOfCaller, type Counted, type RateLimits } from "./rate.ts";
import type { AnswerRefusal } from "./refusals.ts";
import { actorFor, actorsOf, actsAsAnother, languageOf, originAllowed } from "./request.ts";
import type { Route } from "./serve.ts";
import type { TakeUpload } from "./uploads-in-hand.ts";
import { asShown, readOf } from "./read-of.ts";
import { writeAnswer } from "./write-answer.ts";

export interface Edge {
  readonly config: Config;
  readonly authenticator: Authenticator;
  readonly routes: readonly Route[];
  readonly refuse: AnswerRefusal;
  readonly limits: RateLimits;
  readonly takeUpload: TakeUpload;
  readonly security: SecurityEvents;
  readonly reads: ReadLog;
  readonly setStandingHeaders: (response: Response) => void;
  /** Whether answers are checked against their schemas. */
  readonly checkAnswers: boolean;
}

const API = /^\/api(?:\/|$)/i;
/** About what it takes for one to be through. */
const UPLOAD_SECONDS = 5;

/**
 * The whole API as one handler: the endpoint is looked up, and not searched for along a layer for
 * each. In this order: the path and method are served, the caller is let in, the rate, the body,
 * its schema, what is guessed at, and then the command or query.
 */
export function apiEdge(edge: Edge): RequestHandler {
  const table = createPathTable(
    edge.routes.map((route) => {
      const { method, path } = route.endpoint;
      return { method: method.toUpperCase(), path, value: answering(edge, route) };
    }),
  );
  return async (request, response, next): Promise<void> => {
    const { method, path } = request;
    const found = table.find(method === "HEAD" ? "GET" : method, path);
    // A few endpoints are pages' entrances; every other page is no matter of this edge.
    if (found === null && !API.test(path)) return next();
    edge.setStandingHeaders(response);
    if (found !== null) await found.value(request, response, found.params);
    else answerUnserved(edge, request, response, table.methods(path));
  };
}

type Params = Found<unknown>["params"];

function answering(edge: Edge, route: Route) {
  const { endpoint, run } = route;
  const limit =
    edge.limits.classes[endpoint.rate ?? (endpoint.method === "get" ? "read" : "write")];
  const readBody = bodyReader(endpoint);
  const secure = cookiesAreSecure(edge.config);
  const manner = {
    checkedBy: edge.checkAnswers ? endpoint.answer : undefined,
    secureCookies: secure,
  };
  return async (request: Request, response: Response, params: Params): Promise<void> => {
    const tokens = tokensOf(request, secure);
    const actor = await admit(edge, route, request, tokens);
    const caller = await countedAs(edge, actor, tokens);
    const note = (code: string) =>
      noteAtEdge(edge, route, request, { response, caller, tokens, code });
    const tooMany = () => note("too-many-requests");
    if (typeof actor === "string") {
      if (!(await edge.limits.refused(request, response, caller))) return tooMany();
      sendRefusal(edge, request, response, refuse(actor));
      return note(actor);
    }
    if (!(await limit(request, response, caller))) return tooMany();
    if (endpoint.upload && !holdUpload(edge, request, response, caller)) return tooMany();
    const unread = await readBody?.(request, response);
    if (unread) return sendRefusal(edge, request, response, unread);
    const language = languageOf(request.headers["accept-language"]);
    const input = callFrom(endpoint, request, { actor, tokens, params, language });
    if (!input.ok) return sendRefusal(edge, request, response, input.refusal, input.issues);
    const guessed = endpoint.guessed?.(input.call.body) ?? null;
    if (guessed !== null && !(await edge.limits.guess(request, response, caller, guessed))) {
      return tooMany();
    }
    const result = await run(input.call);
    if (result.ok) {
      const { value, subjects } = asShown(result.value);
      if (endpoint.reads !== undefined)
        edge.reads.note(readOf(endpoint, input.call, value, subjects));
      return writeAnswer(response, value, manner);
    }
    sendRefusal(edge, request, response, result);
    await note(result.code);
  };
}

/** Counts an upload until it is answered or cut off; false: refused, as too many are in hand. */
function holdUpload(edge: Edge, request: Request, response: Response, caller: Counted): boolean {
  const release = edge.takeUpload(caller);
  if (release === null) {
    sendRefusal(edge, request, response, refuse("too-many-requests", { seconds: UPLOAD_SECONDS }));
    return false;
  }
  response.once("close", release);
  return true;
}

/** Lets the caller in or refuses, before a byte of the body is read. */
async function admit(
  { config, authenticator }: Edge,
  { endpoint: { permit, method, path } }: Route,
  request: Request,
  tokens: Tokens,
): Promise<Actor | "wrong-origin" | "not-signed-in" | "forbidden" | "another-person"> {
  if (method !== "get" && !originAllowed(request, config.PUBLIC_URL)) return "wrong-origin";
  if (method !== "get" && (await actsAsAnother(authenticator, tokens, request))) {
    return "another-person";
  }
  if (permit === "public") return STRANGER;
  const first = path.startsWith("/api/kiosk/") ? "kiosk" : "staff";
  return actorFor(authenticator, tokens, permit, first);
}

/**
 * Whom a call counts for: whoever was let in, or else whomever its cookies stand for, though the
 * endpoint asks nobody who they are. Invented cookies stand for nobody.
 */
async function countedAs(
  { authenticator }: Edge,
  actor: Actor | string,
  tokens: Tokens,
): Promise<Counted> {
  if (typeof actor !== "string" && actor.kind !== "public") return actor;
  const [known] = await actorsOf(authenticator, tokens);
  if (known !== undefined) return known;
  const browser = tokens.browser && (await authenticator.browser(tokens.browser));
  return browser ? { kind: "browser", id: browser } : STRANGER;
}

interface RefusedCall {
  /** As it was refused. */
  readonly response: Response;
  readonly caller: Counted;
  readonly tokens: Tokens;
  readonly code: string;
}

async function noteAtEdge(
  { security, authenticator }: Edge,
  { endpoint }: Route,
  request: Request,
  { response, caller, tokens, code }: RefusedCall,
): Promise<void> {
  const stranger = code === "not-signed-in" && tokens.staff === undefined;
  if (stranger && endpoint.askedByStrangers === true) return;
  await noteRefusal(security, authenticator, {
    what: endpoint.name,
    about: request.path,
    address: networkOfCaller(request),
    staffToken: tokens.staff,
    code,
    status: response.statusCode,
    // A browser that is known proves nobody.
    ...(caller.kind === "browser" ? {} : { caller: { name: "", ...caller, kind: caller.kind } }),
  });
}

/** A path that is served, asked in a way that it is not: says which ways there are. */
export function answerUnserved(
  edge: Pick<Edge, "refuse">,
  request: Request,
  response: Response,
  served: readonly string[],
): void {
  if (served.length === 0) return sendRefusal(edge, request, response, refuse("not-found"));
  const allowed = served.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  response.setHeader("allow", allowed.toSorted().join(", "));
  if (request.method === "OPTIONS") response.status(204).end();
  else sendRefusal(edge, request, response, refuse("method-not-allowed"));
}

export function sendRefusal(
  { refuse: answer }: Pick<Edge, "refuse">,
  request: Request,
  response: Response,
  refusal: Refusal,
  issues?: RefusalBody["issues"],
): void {
  const language = languageOf(request.headers["accept-language"]);
  const { status, body } = answer(refusal, language, issues);
  response.status(status).json(body);
}
