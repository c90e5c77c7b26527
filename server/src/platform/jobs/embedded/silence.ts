import { storedJobs } from "@warmline/shared/jobs/model.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { JobKind } from "../kind.ts";
import { lost } from "./changes.ts";

export interface SilenceOptions {
  readonly store: Pick<Store, "find" | "commit">;
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly kindOf: (job: string) => JobKind | undefined;
  /** Whether this process itself runs it. */
  readonly mine: (id: string) => boolean;
}

/** Of jobs in other hands so many are watched; a city runs a dozen at a time. */
const WATCHED_MAX = 1_000;

/**
 * Jobs whose holder is silent for a lease wait again. Silence is counted from when this process saw
 * the newest revision, by a clock of its own that only goes forward. Answers after how many
 * milliseconds the next may be over.
 */
export function makeSilence(options: SilenceOptions): () => Promise<number> {
  const { store, clock, leaseMs, kindOf, mine } = options;
  let seen = new Map<string, { readonly rev: number; readonly since: number }>();

  return async function takeBack() {
    const query = { index: "byState", where: { state: "running" }, limit: WATCHED_MAX } as const;
    const found = await store.find(storedJobs, query);
    const now = performance.now();
    const before = seen;
    seen = new Map();
    let pause = Number.POSITIVE_INFINITY;
    for (const job of found) {
      const kind = kindOf(job.job);
      if (kind === undefined || mine(job.id)) continue;
      const known = before.get(job.id);
      const since = known?.rev === job.rev ? known.since : now;
      seen.set(job.id, { rev: job.rev, since });
      if (now - since < leaseMs) pause = Math.min(pause, since + leaseMs - now);
      // Who loses this commit was second, or the holder lives: either is seen the next time.
      else await store.commit([replace(storedJobs, job, lost(job, kind, clock.now()))]);
    }
    return pause;
  };
}
