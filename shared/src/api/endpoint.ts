import type { z } from "zod";
import type { Permission } from "../access/permission.ts";

import type { Reads } from "./reads.ts";

/** `public` needs no sign-in; every other route names the permission that it takes. */
export type Access = Permission | "public";

/**
 * How often one address or actor may call; the numbers stand in the server's http room. `free` is
 * counted for nobody: what watches over the process must not be shut out with a stranger.
 */
export type RateClass = "read" | "write" | "guess" | "free";

/**
 * One HTTP route, declared once: the server serves it, the screens call it, OpenAPI is written from
 * it. Whatever changes something takes an `Idempotency-Key` header (8–80 characters): the same key
 * with the same content is the same request, however often it arrives.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
  R extends string = string,
> {
  readonly name: string;
  readonly method: "get" | "post";
  /** `/api/cases/:id`. */
  readonly path: string;
  readonly permit: Access;
  readonly summary: string;
  readonly rate?: RateClass;
  /**
   * What somebody may guess at here, such as a log-in: counted as guesses by caller and by this
   * together, so that guessing at one shuts out nobody who means another.
   */
  readonly guessed?: (body: unknown) => string;
  /**
   * Pages ask it before anybody has signed in: that a stranger is refused here is no security
   * event.
   */
  readonly askedByStrangers?: true;
  /** Only for what has no memory of its callers, such as signing in. */
  readonly key?: false;
  /**
   * The body is raw bytes (`application/octet-stream`) up to this size, handed over as a Buffer.
   */
  readonly upload?: { readonly limitBytes: number };
  /**
   * The records that its body names, where the path names none: while it is not known what came of
   * an act about one of them, no other is sent.
   */
  readonly about?: (body: z.output<NoInfer<B>>) => readonly string[];
  /** What of people it shows: recorded with everybody to whom it is answered. */
  readonly reads?: Reads<NoInfer<P>, NoInfer<Q>, NoInfer<B>, NoInfer<A>>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  /**
   * The refusals of its own, which may be none; those of every endpoint stand in the server's http
   * room.
   */
  readonly refusals: readonly R[];
}

/** Whatever changes something may arrive twice: it takes an idempotency key. */
export function takesKey({ method, key }: Pick<Endpoint, "method" | "key">): boolean {
  return method === "post" && key !== false;
}

export function endpoint<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  const R extends string = never,
>(declaration: Endpoint<P, Q, B, A, R>): Endpoint<P, Q, B, A, R> {
  return declaration;
}

/** What is wrong with one field. */
export interface InputIssue {
  /** `body.spaces.0.label`, from `path`, `query` or `body` on. */
  readonly path: string;
  /** The schema library's: `too_big`, `invalid_type`, … */
  readonly code: string;
  /** For people: the field by its name, and what it has to be. */
  readonly message: string;
}

/** What a refused request answers: a code for machines, a sentence for people. */
export interface RefusalBody {
  readonly code: string;
  readonly message: string;
  /** For `bad-input`. */
  readonly issues?: readonly InputIssue[];
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** The schema library's types, for the screens, which call endpoints but make no schemas. */
export type { ZodType as Schema, input as InputOf, output as OutputOf } from "zod";
