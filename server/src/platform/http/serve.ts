import type { z } from "zod";
import { takesKey, type Endpoint } from "@warmline/shared/api/endpoint.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import { OutcomeUnknown, StoreUnavailable } from "@warmline/shared/store/port.ts";
import type { Caller } from "../commands/caller.ts";
import type { Command } from "../commands/command.ts";
import { runCommand } from "../commands/run-command.ts";
import type { Deps } from "../deps.ts";
import type { PlatformCode } from "./refusals.ts";
import type { COOKIES, Tokens } from "./cookies.ts";

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface Call<P, Q, B> extends Caller {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** The client's address; also part of `origin`. */
  readonly address: string;
  /** Where the server was reached, behind whatever proxies: `http://127.0.0.1:8080`. */
  readonly localUrl: string;
  /** For ending or renewing a session, and for what a device may ask while it is still pairing. */
  readonly tokens: Tokens;
  /** Where in the console, as the page itself says. */
  readonly page?: string;
  /** The raw bytes of an `upload` endpoint. */
  readonly upload?: Buffer;
}

export interface Cookie {
  readonly name: (typeof COOKIES)[keyof typeof COOKIES];
  readonly value: string;
  /** Null takes the cookie away. */
  readonly maxAgeSeconds: number | null;
}

/** An answer that also sets cookies (http-only, same site), optionally sending the browser on. */
export class WithCookie<T = unknown> {
  readonly value: T;
  readonly cookies: readonly Cookie[];
  readonly redirectTo: string | undefined;
  constructor(value: T, cookies: Cookie | readonly Cookie[], redirectTo?: string) {
    this.value = value;
    this.cookies = [cookies].flat();
    this.redirectTo = redirectTo;
  }
}

/** An answer with what it shows of people, where its endpoint cannot tell that from it. */
export class Shown<T = unknown> {
  readonly value: T;
  /** `collection/id`. */
  readonly subjects: readonly string[];
  constructor(value: T, subjects: readonly string[]) {
    this.value = value;
    this.subjects = subjects;
  }
}

/** A file or other bytes in place of JSON, for the few endpoints that answer so. */
export class Bytes {
  readonly content: Uint8Array;
  readonly type: string;
  constructor(content: Uint8Array, type: string) {
    this.content = content;
    this.type = type;
  }
}

/** An endpoint with the command or query behind it. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly run: (call: Call<z.ZodType, z.ZodType, z.ZodType>) => Promise<Result<unknown, string>>;
}

/** Joins a declared endpoint and the function that answers it, with both ends typed. */
export function serve<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  R extends string,
>(
  endpoint: Endpoint<P, Q, B, A, R>,
  run: (
    call: Call<P, Q, B>,
  ) => Promise<
    Result<
      z.input<A> | WithCookie<z.input<A>> | Bytes | Shown<z.input<A> | Bytes>,
      R | PlatformCode
    >
  >,
): Route {
  return { endpoint: endpoint as unknown as Endpoint, run: run as unknown as Route["run"] };
}

/**
 * Joins a declared endpoint and its command. The input is params and body together unless `input`
 * says otherwise; the answer is the command's value unless `answer` or `read` does.
 */
export function handle<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  R extends string,
  I,
  S,
  V,
  C extends R | PlatformCode,
>(
  deps: Deps,
  endpoint: Endpoint<P, Q, B, A, R>,
  command: Command<I, S, V, C>,
  ...[how]: Fitting<P, B, A, I, V, R, Call<P, Q, B>>
): Route {
  assert(command.key !== false || !takesKey(endpoint), `${command.name} remembers no key`);
  const { input, answer, read } = (how ?? {}) as Joined<I, V, A, R, Call<P, Q, B>>;
  return serve(endpoint, async (call) => {
    const asked = input?.(call) ?? ({ ...(call.params as object), ...(call.body as object) } as I);
    const done = await runCommand(deps, call, command, asked);
    if (done.ok && read !== undefined) return afterwards(read(done.value, call));
    return mapOk(done, (value) => answer?.(value, call) ?? (value as unknown as z.input<A>));
  });
}

/** It is done by now: who cannot be shown what came of it is not told that it failed. */
async function afterwards<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw new OutcomeUnknown("what was done cannot be read", { cause: error });
  }
}

interface Joined<I, V, A extends z.ZodType, R extends string, C> {
  readonly input?: (call: C) => I;
  readonly answer?: (value: V, call: C) => z.input<A> | WithCookie<z.input<A>>;
  /**
   * Reads what is answered, where the command's value, which its audit record keeps, only names it:
   * what stands now, also when the same is asked again.
   */
  readonly read?: (value: V, call: C) => Promise<Result<z.input<A>, R | PlatformCode>>;
}

/** `input` and `answer` may be left out where what comes and goes fits by itself. */
type Fitting<P, B, A extends z.ZodType, I, V, R extends string, C> = [
  Parsed<P> & Parsed<B>,
  V,
] extends [I, z.input<A>]
  ? [how?: Joined<I, V, A, R, C>]
  : [how: Joined<I, V, A, R, C>];
