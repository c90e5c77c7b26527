import { setTimeout as sleep } from "node:timers/promises";
import { isForbidden } from "./errors.ts";
import type { Aged } from "./aged.ts";
import type { Applier } from "./apply.ts";
import type { CommitLog } from "./commit-log.ts";
import type { Marks } from "./marks.ts";

/** Commits in one step: small, so that nobody waits for it. */
const CHUNK = 200;
const PAUSE_MS = 20;

/**
 * So many of the newest commits keep bodies and claims, and all that are younger than a day. No
 * crash needs bodies once they are applied; a backup does that copied a collection before the
 * commits. Claims are the belt to what is looked up in collections: a commit that was sent long ago
 * and arrives now meets them.
 */
export const KEPT_WHOLE = 10_000;
export const KEPT_WHOLE_MS = 24 * 60 * 60 * 1_000;
const EVERY_MS = 60_000;

export interface CompactorOptions {
  readonly log: CommitLog;
  readonly applier: Applier;
  readonly marks: Marks;
  readonly aged: Aged;
  /** Everything up to here is applied. */
  readonly head: () => number;
  readonly keep?: number;
}

interface Compactor {
  /** Goes on where the last run of any node ended, until `signal` or all that is old is done. */
  run(signal?: AbortSignal): Promise<void>;
}

/**
 * Drops bodies and claims from old commits, which would otherwise hold every revision of every
 * document for good. Position and references stay, for followers. A body is needed only until its
 * collection holds that revision or a newer one, as revisions never go back; that is looked up
 * before, in what a majority has. It may be done twice or by two nodes at once, and be cut short
 * anywhere: the mark only says where looking on is worth while.
 */
export function createCompactor(options: CompactorOptions): Compactor {
  const { log, applier, marks, aged, head, keep = KEPT_WHOLE } = options;

  async function step(after: number, last: number): Promise<number> {
    const page = await log.page(after + 1, Math.min(CHUNK, last - after));
    if (page.length === 0) return last;
    // A writer may have died between the insert and the apply.
    await applier.catchUp(page);
    if (!(await applier.holds(page))) return last;
    const positions = page.map(({ position }) => position);
    await log.trim(positions);
    const done = positions.at(-1) ?? last;
    await marks.raise(done);
    return done;
  }

  return {
    async run(signal) {
      const last = Math.min(head() - keep, await aged.upTo(head()));
      let done = last > 0 ? await marks.read() : last;
      while (done < last && !signal?.aborted) {
        done = await step(done, last);
        await sleep(PAUSE_MS, undefined, { ref: false });
      }
    },
  };
}

/**
 * Runs it now and then until stopped; a failure is told and tried again the next time, unless the
 * engine was told to let nobody change commits: then they stay whole.
 */
export function compactNowAndThen(
  { everyMs = EVERY_MS, ...options }: CompactorOptions & { readonly everyMs?: number },
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  const compactor = createCompactor(options);
  const stopping = new AbortController();
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => compactor.run(stopping.signal))
      .catch((error: unknown) => {
        if (isForbidden(error)) clearInterval(timer);
        else onError(error);
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
