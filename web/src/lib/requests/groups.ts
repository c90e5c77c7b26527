import type { RequestRow } from "@warmline/shared/requests/api.ts";

export interface Groups {
  readonly mine: readonly RequestRow[];
  readonly asked: readonly RequestRow[];
  /** Waiting for others, of what somebody else asked. */
  readonly waiting: readonly RequestRow[];
  readonly settled: readonly RequestRow[];
}

/**
 * Requests as a person looks for them: oldest first what waits, newest first what is settled. A row
 * that is still live counts more than the same one of a page that was read before.
 */
export function grouped(
  live: Iterable<RequestRow>,
  read: readonly RequestRow[],
  meId: string | undefined,
): Groups {
  const waiting = [...live].toSorted((a, b) => a.askedAt - b.askedAt);
  const ids = new Set(waiting.map(({ id }) => id));
  const own = waiting.filter(({ mine, makerId }) => !mine && makerId === meId);
  return {
    mine: waiting.filter(({ mine }) => mine),
    asked: own,
    waiting: waiting.filter(({ mine, makerId }) => !mine && makerId !== meId),
    settled: read.filter(({ id, state }) => state !== "pending" && !ids.has(id)),
  };
}
