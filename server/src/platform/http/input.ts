import type { Request } from "express";
import type { z } from "zod";
import type { Refusal } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { takesKey, type Endpoint, type RefusalBody } from "@warmline/shared/api/endpoint.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { Tokens } from "./cookies.ts";
import { issueText } from "./issue-text.ts";
import type { Route } from "./serve.ts";

type RouteCall = Parameters<Route["run"]>[0];
type Issues = NonNullable<RefusalBody["issues"]>;

export type Input =
  | { readonly ok: true; readonly call: RouteCall }
  | { readonly ok: false; readonly refusal: Refusal; readonly issues?: Issues };

/** Who asks, and what the path says. */
export interface Asked {
  readonly actor: Actor;
  readonly tokens: Tokens;
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language;
}

const KEY = /^[\x21-\x7e]{8,80}$/;

/** Parses everything of a request at once and says what is wrong and where, or makes the call. */
export function callFrom(
  endpoint: Endpoint,
  request: Request,
  { actor, tokens, params: given, language }: Asked,
): Input {
  const params = parse(endpoint.params, given, "path", language);
  // The query is decoded when it is asked for: only where one is declared.
  const query = parse(endpoint.query, endpoint.query && request.query, "query", language);
  const body = parse(endpoint.body, request.body ?? {}, "body", language);
  if (params.issues.length + query.issues.length + body.issues.length > 0) {
    const issues = [...params.issues, ...query.issues, ...body.issues];
    return { ok: false, refusal: { ok: false, code: "bad-input" }, issues };
  }
  const key = takesKey(endpoint) ? request.headers["idempotency-key"] : undefined;
  if (takesKey(endpoint) && (typeof key !== "string" || !KEY.test(key))) {
    return { ok: false, refusal: { ok: false, code: "key-missing" } };
  }
  const address = request.ip ?? "unknown";
  const call = {
    actor,
    address,
    localUrl: localUrlOf(request),
    tokens,
    origin: originOf(actor, address),
    language,
    params: params.value,
    query: query.value,
    body: body.value,
    ...pageOf(request),
    ...(key === undefined ? {} : { key: key as string }),
    ...(endpoint.upload && Buffer.isBuffer(request.body) ? { upload: request.body } : {}),
  };
  return { ok: true, call: call as RouteCall };
}

function localUrlOf({ socket: { localAddress = "127.0.0.1", localPort = 0 } }: Request): string {
  const host = localAddress.includes(":") ? `[${localAddress}]` : localAddress;
  return `http://${host}:${localPort}`;
}

/** `console 10.0.0.7`: entrance and address, as the records name them. */
export function originOf({ kind }: Actor, address: string): string {
  return `${kind === "staff" ? "console" : kind} ${address}`;
}

const PAGE = /^\/[\w\-.~%/?=&]{0,199}$/;

/** The page's own word: for whoever asks later why somebody looked, and no proof of it. */
function pageOf({ headers }: Request): { readonly page?: string } {
  const page = headers["from-page"];
  return typeof page === "string" && PAGE.test(page) ? { page } : {};
}

const ISSUES_MAX = 20;
const PATH_LENGTH_MAX = 160;

/** What the schema makes of the value, or what is wrong with it: for machines and in words. */
export function parse(
  schema: z.ZodType | undefined,
  value: unknown,
  part: string,
  language: Language,
) {
  if (schema === undefined) return { value: undefined, issues: [] };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, issues: [] };
  const issues = parsed.error.issues.slice(0, ISSUES_MAX).map((issue) => ({
    path: [part, ...issue.path].join(".").slice(0, PATH_LENGTH_MAX),
    code: issue.code,
    message: issueText(language, issue, value),
  }));
  return { value: undefined, issues };
}
