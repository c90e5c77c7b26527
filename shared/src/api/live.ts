import { z } from "zod";
import type { ViewReads } from "./reads.ts";
import type { Instant } from "../kernel/time.ts";

/** What every row of a live view has: a screen keeps whichever revision is higher. */
export interface LiveRow {
  readonly id: string;
  readonly rev: number;
}

/**
 * A live view, declared once beside its domain: join → snapshot (in parts) → changes as (id, rev).
 * After each reconnect it is joined again. `row: null` says that the id is no longer in the view.
 */
export interface View<P = unknown, R extends LiveRow = LiveRow> {
  readonly name: string;
  /** What a socket must hand in to join. */
  readonly params: z.ZodType<P>;
  /** Carries the type of the rows; never present at run time. */
  readonly row?: R;
  /** What of people it shows: recorded with everybody who joins it. */
  readonly reads?: ViewReads<P>;
}

export function liveView<R extends LiveRow>() {
  return <P>(name: string, params: z.ZodType<P>, reads?: ViewReads<P>): View<P, R> =>
    reads === undefined ? { name, params } : { name, params, reads };
}

export const joinRequest = z.strictObject({
  view: z.string().max(40),
  params: z.unknown(),
  /** Where in the console, for the access log. */
  page: z.string().max(200).optional(),
});
/** A room's name holds an id or two. */
export const roomRequest = z.strictObject({ room: z.string().max(240) });

/**
 * Everybody who may see the same rows shares a room, so that a change is encoded once. The join's
 * answer names the room; every later event carries it. Changes may arrive before and between
 * snapshot parts.
 */
export type JoinAnswer =
  | { readonly ok: true; readonly room: string; readonly serverTime: Instant }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface RowChange {
  readonly id: string;
  readonly rev: number;
  /** Null: no longer in the view. */
  readonly row: unknown;
}

/**
 * A part of a snapshot; `last` marks the final one. A part with `rows` is the first: what came
 * before it belongs to no snapshot any more. Further parts are `packed`, gzip of the JSON of their
 * rows. Where the view has an order of urgency, the most urgent come first.
 */
export type SnapshotPart = { readonly room: string; readonly last: boolean } & (
  | { readonly rows: readonly unknown[] }
  | { readonly packed: Uint8Array | ArrayBuffer }
);

export interface ServerEvents {
  snapshot(part: SnapshotPart): void;
  changes(batch: { room: string; changes: readonly RowChange[] }): void;
  /** The right to see a room has ended (role, scope or session changed). */
  left(notice: { room: string; code: string }): void;
}

export interface ClientEvents {
  join(
    request: { view: string; params: unknown; page?: string },
    answer: (result: JoinAnswer) => void,
  ): void;
  leave(request: { room: string }): void;
  /** How many rows the server has in the room and the sum of their revs: compared on a timer. */
  digest(
    request: { room: string },
    answer: (result: { count: number; revs: number } | null) => void,
  ): void;
  /** For the clock offset of televisions: the server's time now. */
  time(answer: (serverTime: Instant) => void): void;
}
