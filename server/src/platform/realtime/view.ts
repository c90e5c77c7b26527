import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Refusal } from "@warmline/shared/kernel/result.ts";
import type { LiveRow, View } from "@warmline/shared/api/live.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";

/**
 * How one live view is kept. Sockets that may see the same rows share a room; a view says which
 * room an actor with given params joins, what is in that room now, and what a changed document
 * means for rooms.
 */
export interface LiveView<P = unknown, R extends LiveRow = LiveRow> {
  readonly view: View<P, R>;
  /** Collections whose changes matter to this view. */
  readonly collections: readonly string[];
  /** The room, or a refusal: role and scope are checked here, on joining and on every reconnect. */
  join(actor: Actor, params: P): Promise<Room | Refusal>;
  snapshot(room: string): Promise<readonly R[]>;
  /** Which rows a screen wants first, where there may be many. */
  readonly order?: (a: R, b: R) => number;
  /** Reads at the start what the first snapshot would have to wait for. */
  warm?(): Promise<void>;
  /**
   * Whether anybody `watches` what the document with this id shows, where that can be told without
   * reading it: a long run changes thousands a second that nobody looks at.
   */
  concerns?(id: string, watches: (room: string) => boolean): boolean;
  /**
   * The rows that a changed document means, and in which rooms. Called once for each changed
   * document and batch, whatever the number of sockets. A row that leaves a room is told with `row:
   * null`. Views that read more than the document may leave out rooms that nobody `watches`.
   */
  changed(
    collection: string,
    document: Stored,
    watches: (room: string) => boolean,
  ): Promise<readonly Change[]>;
}

/** Views of any kind in one list; each checks its own params before it is asked. */
export function serveView<P, R extends LiveRow>(view: LiveView<P, R>): LiveView {
  return view as unknown as LiveView;
}

export interface Room {
  readonly ok: true;
  readonly room: string;
}

export interface Change {
  readonly room: string;
  readonly id: string;
  readonly rev: number;
  readonly row: unknown;
}
