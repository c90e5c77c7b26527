import {
  takesKey,
  type Endpoint,
  type InputOf,
  type OutputOf,
  type RefusalBody,
  type Schema,
} from "@warmline/shared/api/endpoint.ts";
import { languageTag, refusalText, t } from "./messages.svelte.ts";

/** What a call answers: the value, or a refusal with a sentence for the person at the screen. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false; readonly status: number } & RefusalBody);

export type Refused = Extract<Answer<never>, { ok: false }>;

/** A part that the endpoint does not declare may not be given; one that it declares must be. */
type Part<Name extends string, S extends Schema> =
  unknown extends InputOf<S>
    ? { readonly [N in Name]?: undefined }
    : Record<string, never> extends InputOf<S>
      ? { readonly [N in Name]?: InputOf<S> }
      : { readonly [N in Name]: InputOf<S> };

export type Asked<P extends Schema, Q extends Schema, B extends Schema> = Part<"params", P> &
  Part<"query", Q> &
  Part<"body", B> & {
    /**
     * The idempotency key of a command; one is made when the endpoint demands it and none is given.
     */
    readonly key?: string;
    readonly upload?: Blob;
    readonly signal?: AbortSignal;
  };

let signedOut: () => void = () => undefined;

/** Sets what happens when the server no longer knows this session, whichever call found out. */
export function whenSignedOut(then: () => void): void {
  signedOut = then;
}

/** Calls a declared endpoint. Never throws: no network is a refusal with the code `offline`. */
export async function call<P extends Schema, Q extends Schema, B extends Schema, A extends Schema>(
  endpoint: Endpoint<P, Q, B, A>,
  asked: Asked<P, Q, B>,
): Promise<Answer<OutputOf<A>>> {
  const given = asked as Loose;
  try {
    const response = await fetch(address(endpoint.path, given), request(endpoint, given));
    const answer = await read<OutputOf<A>>(response);
    if (!answer.ok && answer.code === "not-signed-in") signedOut();
    return answer;
  } catch {
    // fetch throws for one reason only: there was no answer.
    if (given.signal?.aborted) return refused(0, "aborted", "");
    return refused(0, "offline", t("console.offline.refusal"));
  }
}

/** Whether what was refused so may have been done all the same: no answer of the server's came. */
export function mayBeDone({ status }: Refused): boolean {
  return status === 0 || status >= 500;
}

/** A fresh idempotency key: one for each intention of a person, kept while it is tried again. */
export function newKey(): string {
  return crypto.randomUUID();
}

interface Loose {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly key?: string;
  readonly upload?: Blob;
  readonly signal?: AbortSignal;
}

function address(path: string, given: Loose): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(given.params?.[name] ?? "")),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

function request(endpoint: Endpoint, given: Loose): RequestInit {
  const headers: Record<string, string> = { "Accept-Language": languageTag() };
  if (takesKey(endpoint)) headers["Idempotency-Key"] = given.key ?? newKey();
  const init: RequestInit = { method: endpoint.method.toUpperCase(), headers };
  if (given.signal) init.signal = given.signal;
  if (given.upload) {
    headers["Content-Type"] = "application/octet-stream";
    init.body = given.upload;
  } else if (endpoint.method === "post") {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(given.body ?? {});
  }
  return init;
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const value = parsed(text);
  if (response.ok) return { ok: true, value: value as T };
  const body = value as Partial<RefusalBody> | undefined;
  if (typeof body?.code !== "string") {
    return refused(response.status, "unavailable", refusalText("unavailable"));
  }
  const message = body.message ?? refusalText(body.code, body.detail);
  return { ...body, ok: false, status: response.status, code: body.code, message };
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(status: number, code: string, message: string): Refused {
  return { ok: false, status, code, message };
}
