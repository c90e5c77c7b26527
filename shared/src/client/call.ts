import {
  takesKey,
  type Endpoint,
  type InputOf,
  type OutputOf,
  type RefusalBody,
  type Schema,
} from "../api/endpoint.ts";
import { newKey } from "./key.ts";
import { languageTag, refusalText } from "./language.svelte.ts";

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

export interface CallSettings {
  /** How long an answer is waited for; without it as long as the browser waits. */
  readonly waitMs?: number;
  /** The server no longer knows this session, whichever call found out. */
  readonly signedOut?: () => void;
  /** The id of the person whom the page shows; goes with everything that changes something. */
  readonly actingAs?: () => string | null;
  /** Where in the app it is asked from, for the access log. */
  readonly page?: () => string;
  /** Somebody else is signed in than the page shows; nothing was done. */
  readonly anotherPerson?: () => void;
}

/**
 * What calls declared endpoints, as an app wants it. A call never throws: without an answer it is a
 * refusal with the code `offline`.
 */
export function makeCall(settings: CallSettings = {}) {
  return async function call<
    P extends Schema,
    Q extends Schema,
    B extends Schema,
    A extends Schema,
  >(endpoint: Endpoint<P, Q, B, A>, asked: Asked<P, Q, B>): Promise<Answer<OutputOf<A>>> {
    const given = asked as Loose;
    try {
      const init = request(endpoint, given, settings);
      const answer = await read<OutputOf<A>>(
        await fetch(address(endpoint.path, given), init),
        endpoint,
      );
      if (!answer.ok && answer.code === "not-signed-in") settings.signedOut?.();
      if (!answer.ok && answer.code === "another-person") settings.anotherPerson?.();
      return answer;
    } catch {
      // fetch throws for one reason only: there was no answer.
      if (given.signal?.aborted) return refused(0, "aborted", "");
      return refused(0, "offline", refusalText("offline"));
    }
  };
}

/**
 * Whether what was refused so may have been done all the same: no answer of the server's came.
 * Until that is known an intention keeps its key, under which it is never done twice.
 */
export function mayBeDone({ status }: Refused): boolean {
  return status === 0 || status >= 500;
}

export type Call = ReturnType<typeof makeCall>;

/** What is asked, whatever the endpoint declares. */
export interface Loose {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly key?: string;
  readonly upload?: Blob;
  readonly signal?: AbortSignal;
}

/** The path with its parameters and query filled in. */
export function address(path: string, given: Pick<Loose, "params" | "query">): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(given.params?.[name] ?? "")),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given.query ?? {})) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  const asked = query.toString();
  return asked === "" ? filled : `${filled}?${asked}`;
}

function request(
  endpoint: Endpoint,
  given: Loose,
  { waitMs, actingAs, page }: CallSettings,
): RequestInit {
  const headers: Record<string, string> = { "Accept-Language": languageTag() };
  const person = endpoint.method === "post" ? actingAs?.() : null;
  if (person) headers["Acting-As"] = person;
  if (page !== undefined) headers["From-Page"] = page();
  if (takesKey(endpoint)) headers["Idempotency-Key"] = given.key ?? newKey();
  const init: RequestInit = { method: endpoint.method.toUpperCase(), headers };
  const signal = either(
    given.signal,
    waitMs === undefined ? undefined : AbortSignal.timeout(waitMs),
  );
  if (signal) init.signal = signal;
  if (given.upload) {
    headers["Content-Type"] = "application/octet-stream";
    init.body = given.upload;
  } else if (endpoint.method === "post") {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(given.body ?? {});
  }
  return init;
}

/** Aborts when one of the two does; `AbortSignal.any` is not in every browser that is served. */
function either(one: AbortSignal | undefined, other: AbortSignal | undefined) {
  if (one === undefined || other === undefined) return one ?? other;
  const both = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) both.abort(signal.reason);
    signal.addEventListener("abort", () => both.abort(signal.reason), { signal: both.signal });
  }
  return both.signal;
}

async function read<T>(response: Response, endpoint: Endpoint): Promise<Answer<T>> {
  const text = await response.text();
  const value = parsed(text);
  if (response.ok) return { ok: true, value: value as T };
  const body = value as Partial<RefusalBody> | undefined;
  if (typeof body?.code !== "string") {
    // Something between here and the server answered: a proxy that waited no longer.
    const code = takesKey(endpoint) ? "outcome-unknown" : "unavailable";
    return refused(response.status, code, refusalText(code));
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

export function refused(status: number, code: string, message: string): Refused {
  return { ok: false, status, code, message };
}
