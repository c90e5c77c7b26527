import type { mongo } from "mongoose";
import { MARKS } from "./marks.ts";

interface AgedDocument {
  readonly _id: string;
  /** Everything up to here is old enough. */
  readonly position: number;
  /** Up to here it will be, when `sinceMs` (of the wall clock) is long enough ago. */
  readonly next: number;
  readonly sinceMs: number;
}

/**
 * Tells the age of positions, which carry no time of their own: every so often one of the nodes
 * writes down how far the log is, and when that was long enough ago, everything up to there is old.
 * Clocks of nodes need to agree only roughly, as nothing but tidying up hangs on it.
 */
export interface Aged {
  /** The newest position that is at least `ageMs` old, at most twice that; `head` is the newest. */
  upTo(head: number): Promise<number>;
}

export function createAged(database: mongo.Db, ageMs: number, now = () => Date.now()): Aged {
  const marks = database.collection<AgedDocument>(MARKS);
  const _id = "aged";

  return {
    async upTo(head) {
      const known = await marks.findOne({ _id });
      if (known !== null && now() - known.sinceMs < ageMs) return known.position;
      const position = known?.next ?? 0;
      // Whoever comes second finds it changed, and waits for its own turn.
      const due = known === null ? { _id } : { _id, sinceMs: known.sinceMs };
      const then = { position, next: head, sinceMs: now() };
      await marks.updateOne(due, { $set: then }, { upsert: known === null }).catch(ignoreDuplicate);
      return position;
    },
  };
}

function ignoreDuplicate(error: unknown): void {
  if ((error as { code?: number }).code !== 11_000) throw error;
}
