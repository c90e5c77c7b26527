import type { z } from "zod";

/**
 * What of people is shown: a household with its people, a customer, or their whole numbers, money,
 * cases, conversations, files, staff, the trail.
 */
export const READ_KINDS = [
  "household",
  "customer",
  "customer-numbers",
  "account",
  "case",
  "conversation",
  "file",
  "staff",
  "trail",
  "request",
  "call",
  "recording",
  "found",
] as const;
export type ReadKind = (typeof READ_KINDS)[number];

type Parsed<S> = S extends z.ZodType ? z.output<S> : unknown;

/**
 * What an endpoint shows of people, for the access log: whatever answers such a thing declares it,
 * and everybody to whom it is answered is recorded with it.
 */
export interface Reads<P = unknown, Q = unknown, B = unknown, A = unknown> {
  readonly what: ReadKind;
  /** Rows to choose from: counted apart from what somebody opens. */
  readonly list?: true;
  /** `collection/id` of what is shown; left out where the route itself names it (`Shown`). */
  of?(seen: {
    readonly params: Parsed<P>;
    readonly query: Parsed<Q>;
    readonly body: Parsed<B>;
    readonly answer: Parsed<A>;
  }): readonly string[];
}

/** The same of a live view: of a list only how many rows it has. */
export interface ViewReads<P = unknown> {
  readonly what: ReadKind;
  readonly list?: true;
  of?(params: P): readonly string[];
}

/** Subjects of one collection by their ids. */
export function subjectsOf(collection: string, ids: readonly string[]): string[] {
  return ids.map((id) => `${collection}/${id}`);
}

/** The same of rows. */
export function shownRows(collection: string, rows: readonly { readonly id: string }[]): string[] {
  return subjectsOf(
    collection,
    rows.map(({ id }) => id),
  );
}
