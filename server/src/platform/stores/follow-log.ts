import {
  StoreUnavailable,
  type Follower,
  type FollowerState,
  type FollowOptions,
  type LogEntry,
  type Store,
} from "@warmline/shared/store/port.ts";
import type { Notifier } from "../notifier/notifier.ts";

export interface FollowLogOptions extends FollowOptions {
  readonly read: Store["read"];
  readonly notifier: Pick<Notifier, "onNotify">;
  readonly position: number;
  readonly handle: (batch: readonly LogEntry[]) => Promise<void>;
  /** Told of every failure of `read` or `handle`; the follower itself just goes on trying. */
  readonly onError: (error: unknown) => void;
  readonly batchSize?: number;
  /** The notifier rings for commits of this process; those of others are seen after this long. */
  readonly pollMs?: number;
  /** The first pause after a failure; it doubles, up to half a minute. */
  readonly pauseMs?: number;
}

export interface LogFollower extends Follower {
  readonly state: FollowerState;
}

const LONGEST_PAUSE_MS = 30_000;

/**
 * Hands every commit after `position` to `handle`, in order, one batch at a time. A batch that
 * failed comes again commit by commit: those before the one that cannot be handled are handled, and
 * that one is named. `stop` resolves when the batch in hand is done, so `handle` must not wait for
 * it.
 */
export function followLog(options: FollowLogOptions): LogFollower {
  const { read, notifier, handle, onError, batchSize = 256, pollMs = 250, pauseMs = 50 } = options;
  const course = createCourse(options);
  const stopping = new AbortController();
  const news = createWaiter();
  const end = createWaiter();
  const unsubscribe = notifier.onNotify(news.wake);

  /** Waits before a next try, longer each time; no notifier shortens it. */
  function pause(failures: number): Promise<void> {
    return end.wait(Math.min(pauseMs * 2 ** (failures - 1), LONGEST_PAUSE_MS));
  }

  async function nextBatch(): Promise<readonly LogEntry[]> {
    for (let failures = 1; !stopping.signal.aborted; failures++) {
      try {
        return await read(course.position, course.singly ? 1 : batchSize);
      } catch (error) {
        onError(error);
        await pause(failures);
      }
    }
    return [];
  }

  async function step(): Promise<void> {
    // Cleared before reading: a ring during the read is then not lost.
    news.clear();
    const batch = await nextBatch();
    if (batch.length === 0) return news.wait(pollMs);
    try {
      await handle(batch);
      course.handled(batch);
    } catch (error) {
      const times = course.failed(batch, error);
      if (times > 0) await pause(times);
    }
    // A long way to catch up must not keep timers and sockets of the process waiting.
    return new Promise((resolve) => setImmediate(resolve));
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await step();
  }

  // Started a turn later, so that the caller holds the follower before the first batch comes.
  const running = new Promise((resolve) => setImmediate(resolve)).then(run);
  return {
    get position() {
      return course.position;
    },
    get state() {
      return course.state;
    },
    async stop() {
      stopping.abort();
      unsubscribe();
      news.wake();
      end.wake();
      await running;
    },
  };
}

/** How far a follower has come, and what holds it up. */
function createCourse(options: FollowLogOptions) {
  const { name = "follower", skipAfter = Number.POSITIVE_INFINITY, onError } = options;
  let { position } = options;
  let failing: FollowerState["failing"] = null;
  /** Up to here commits are handed over one by one. */
  let singlyTo = 0;

  return {
    get position() {
      return position;
    },
    get singly() {
      return position < singlyTo;
    },
    get state(): FollowerState {
      return { name, position, failing };
    },
    handled(batch: readonly LogEntry[]): void {
      failing = null;
      ({ position } = batch.at(-1)!);
    },
    /** How often it has failed in a row, which says how long to wait; 0 when it is skipped. */
    failed(batch: readonly LogEntry[], cause: unknown): number {
      const [first, last] = [batch[0]!.position, batch.at(-1)!.position];
      singlyTo = Math.max(singlyTo, last);
      const message = cause instanceof Error ? cause.message : String(cause);
      const times = failing?.position === first ? failing.times + 1 : 1;
      failing = { position: first, times, message };
      // An engine that is away says nothing about the commit.
      const its = batch.length === 1 && !(cause instanceof StoreUnavailable);
      const skipped = its && times >= skipAfter;
      const what = `${name}: commit ${first} failed ${times} times`;
      onError(new Error(`${what}${skipped ? " and is skipped" : ""}: ${message}`, { cause }));
      if (!skipped) return times;
      [position, failing] = [first, null];
      return 0;
    },
  };
}

/** A wait that ends by time or by `wake`, also by a `wake` that came first. */
function createWaiter() {
  let woken = false;
  let release: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      release?.();
    },
    clear() {
      woken = false;
    },
    async wait(ms: number): Promise<void> {
      if (woken) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        release = resolve;
        timer = setTimeout(resolve, ms);
      });
      release = undefined;
      clearTimeout(timer);
    },
  };
}
