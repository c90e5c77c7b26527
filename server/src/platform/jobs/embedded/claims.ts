import { storedJobs, type StoredJob } from "@warmline/shared/jobs/model.ts";
import type { Ids } from "@warmline/shared/kernel/ids.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { BoundJob } from "../port.ts";
import { begun } from "./changes.ts";
import { startRun, type Run, type RunOptions } from "./run.ts";

export interface ClaimOptions extends RunOptions {
  readonly ids: Ids;
}

/** The jobs that this process holds. */
export interface Claims {
  /** As many as it may run at once; answers after how many milliseconds the next one is due. */
  claimDue(kind: BoundJob): Promise<number>;
  /** The run of the job's document, if it is here. */
  of(id: string): Run | undefined;
  /** Aborts them all, and resolves when they have ended. */
  giveBack(): Promise<void>;
}

/** `onEnd` is called when one may be claimed in the place of another. */
export function makeClaims(options: ClaimOptions, onEnd: () => void): Claims {
  const { store, clock, ids } = options;
  const running = new Map<string, Run>();
  const held = (name: string) => [...running.values()].filter(({ job }) => job === name).length;

  async function claim(kind: BoundJob, job: StoredJob): Promise<void> {
    const claimedAt = performance.now();
    const body = begun(job, clock.now(), ids.next());
    const committed = await store.commit([replace(storedJobs, job, body)]);
    if (!committed.ok) return;
    const run = startRun(options, kind, { ...body, rev: job.rev + 1 }, claimedAt);
    running.set(job.id, run);
    void run.over.then(() => {
      running.delete(job.id);
      onEnd();
    });
  }

  return {
    async claimDue(kind) {
      const where = { state: "waiting", job: kind.name };
      while (held(kind.name) < kind.atOnce) {
        const [next] = await store.find(storedJobs, { index: "byJob", where, limit: 1 });
        const pause = next === undefined ? Number.POSITIVE_INFINITY : next.at - clock.now();
        if (next === undefined || pause > 0) return pause;
        await claim(kind, next);
      }
      // The end of a run looks again.
      return Number.POSITIVE_INFINITY;
    },
    of: (id) => running.get(id),
    async giveBack() {
      for (const run of running.values()) run.abort("stopping");
      await Promise.all([...running.values()].map(({ over }) => over));
    },
  };
}
