import type { Logger } from "pino";
import { StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";

export interface WriteBehindOptions {
  readonly store: Pick<Store, "commit">;
  readonly log: Logger;
  /** Hands over what was gathered since it was asked last; `all`: for the last time. */
  readonly gathered: (all: boolean) => readonly Write[];
}

export interface WriteBehind {
  /** Resolves when all that was gathered until now is written, or could not be. */
  flush(): Promise<void>;
  /** The same for the last time. */
  close(): Promise<void>;
}

/** A crash loses as much. */
const EVERY_MS = 1_000;
/** Documents a commit: what else waits for the disk does not wait long for these. */
const AT_ONCE = 100;
/** While the store is out of reach so many wait; further ones are lost, and that is said. */
const WAITING_MAX = 10_000;

/**
 * Writes what is recorded about requests, and is no part of what they do, behind their back: in
 * batches, off the request. All documents are new, so that one that was written in a commit whose
 * answer was lost is found to be there.
 */
export function writeBehind({ store, log, gathered }: WriteBehindOptions): WriteBehind {
  let waiting: Write[] = [];
  let lost = 0;
  let running: Promise<void> = Promise.resolve();

  function take(all: boolean): void {
    const fresh = gathered(all);
    const room = WAITING_MAX - waiting.length;
    lost += Math.max(0, fresh.length - room);
    waiting.push(...fresh.slice(0, room));
  }

  async function commit(batch: readonly Write[]): Promise<readonly Write[]> {
    const done = await store.commit(batch);
    if (done.ok) return [];
    const { conflict } = done;
    if (!("id" in conflict)) return [];
    return batch.filter(({ collection, id }) => {
      return collection.name !== conflict.collection || id !== conflict.id;
    });
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, AT_ONCE);
      try {
        const left = await commit(batch);
        waiting = [...left, ...waiting.slice(batch.length)];
      } catch (error) {
        if (error instanceof StoreUnavailable) return;
        log.error({ err: error, lost: batch.length }, "records lost");
        waiting = waiting.slice(batch.length);
      }
    }
    if (lost > 0) log.error({ lost }, "records lost: the store was out of reach for too long");
    lost = 0;
  }

  function flush(all: boolean): Promise<void> {
    running = running.then(() => {
      take(all);
      return write();
    });
    return running;
  }

  const timer = setInterval(() => void flush(false), EVERY_MS);
  timer.unref();
  return {
    flush: () => flush(false),
    async close() {
      clearInterval(timer);
      await flush(true);
      if (waiting.length > 0) log.error({ lost: waiting.length }, "records lost at the end");
    },
  };
}
