import { assert } from "@warmline/shared/kernel/assert.ts";
import type { CommitResult } from "@warmline/shared/store/port.ts";

export interface ChunkRun<C> {
  readonly chunks: Iterable<C> | AsyncIterable<C>;
  /**
   * Decides what the chunk comes to and commits it, as bulk; null: there was nothing to do. Asked
   * again, with the times before, when somebody else was first.
   */
  readonly commit: (chunk: C, lost: number) => Promise<CommitResult | null>;
  /** So many chunks are committed while the next is decided. */
  readonly underWay?: number;
}

/** Losing so often to the few people at their counters is not chance. */
const LOST_MAX = 50;

/**
 * A long run in chunks, each a commit of its own: so it can be cut short and taken up anywhere, and
 * holds nobody up. Chunks are begun in order; deciding and writing go on side by side. Throws what
 * the first failing chunk threw, once all that were begun have ended.
 */
export async function commitChunks<C>({
  chunks,
  commit,
  underWay = 4,
}: ChunkRun<C>): Promise<void> {
  const begun = new Set<Promise<void>>();
  const failures: unknown[] = [];

  async function carryOut(chunk: C): Promise<void> {
    for (let lost = 0; lost < LOST_MAX; lost += 1) {
      const result = await commit(chunk, lost);
      if (result === null || result.ok) return;
    }
    assert(false, `a chunk lost ${LOST_MAX} times`);
  }

  for await (const chunk of chunks) {
    const one: Promise<void> = carryOut(chunk)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => begun.delete(one));
    begun.add(one);
    if (begun.size >= underWay) await Promise.race(begun);
    if (failures.length > 0) break;
  }
  await Promise.all(begun);
  if (failures.length > 0) throw failures[0];
}
