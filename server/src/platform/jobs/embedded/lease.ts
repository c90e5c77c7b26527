import { setTimeout as sleep } from "node:timers/promises";
import { storedJobs, type StoredJob } from "@warmline/shared/jobs/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { AbortCause } from "../run.ts";

export interface LeaseOptions {
  readonly store: Pick<Store, "get" | "commit">;
  readonly leaseMs: number;
  readonly claimed: StoredJob;
  /** Of `performance.now()`, from before the claim was committed. */
  readonly claimedAt: number;
  /** Told that the run is over. */
  readonly abort: (why: AbortCause) => void;
  /** Aborted when the process is to end: it does not wait for a store that is away. */
  readonly stopping: AbortSignal;
}

type Change = (current: StoredJob) => Body<StoredJob>;

/**
 * What a run may write of its job. The lease is the document's revision: it is renewed by writing
 * the document, others count its silence by clocks of their own, and every write is refused once
 * somebody else has claimed the job. So no two processes need to agree on a time.
 */
export interface Lease {
  /** Renews it, too. Throws when the store is away; without the lease it does nothing. */
  write(change: Change): Promise<void>;
  /** The document was written as `rev`: by somebody else, it was cancelled or taken away. */
  look(rev: number): Promise<void>;
  /**
   * The last write: tried until it is made or the lease is over; a process that is to end tries it
   * for two seconds, and leaves the job to whoever sees the lease run out.
   */
  end(change: Change): Promise<void>;
  /** Writes nothing more. */
  drop(): void;
}

/** Of its length: a holder that could not renew it stops well before another may begin. */
const TRUSTED = 0.75;
const PAUSE_MS = 200;
const TRIES_WHEN_STOPPING = 10;

export function makeLease(options: LeaseOptions): Lease {
  const { store, leaseMs, claimed, claimedAt, abort, stopping } = options;
  let current = claimed;
  let held = true;
  let trust: NodeJS.Timeout;
  let tail = Promise.resolve();

  function renewed(at: number): void {
    clearTimeout(trust);
    trust = setTimeout(lose, at + leaseMs * TRUSTED - performance.now()).unref();
  }

  function drop(): void {
    held = false;
    clearTimeout(trust);
  }

  function lose(): void {
    drop();
    abort("lost");
  }

  /** One after the other, as each builds on the revision of the one before. */
  function queue(work: () => Promise<void>): Promise<void> {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  }

  async function refresh(): Promise<void> {
    const fresh = await store.get(storedJobs, claimed.id);
    if (fresh === null || fresh.holder !== claimed.holder) return lose();
    current = fresh;
    if (fresh.cancelAsked) abort("cancelled");
  }

  async function commit(change: Change): Promise<void> {
    while (held) {
      const at = performance.now();
      const next = change(current);
      const committed = await store.commit([replace(storedJobs, current, next)]);
      if (committed.ok) {
        current = { ...next, rev: current.rev + 1 };
        if (held) renewed(at);
        return;
      }
      await refresh();
    }
  }

  async function commitAtLast(change: Change): Promise<void> {
    for (let late = 0; held && late <= TRIES_WHEN_STOPPING; late += stopping.aborted ? 1 : 0) {
      try {
        await commit(change);
        return drop();
      } catch {
        await sleep(PAUSE_MS);
      }
    }
    drop();
  }

  renewed(claimedAt);
  return {
    write: (change) => queue(() => commit(change)),
    look: (rev) => queue(async () => void (held && rev > current.rev && (await refresh()))),
    end: (change) => queue(() => commitAtLast(change)),
    drop,
  };
}
