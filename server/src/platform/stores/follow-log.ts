import type { Follower, LogEntry, Store } from "@warmline/shared/store/port.ts";
import type { Notifier } from "../notifier/notifier.ts";

export interface FollowOptions {
  readonly read: Store["read"];
  readonly notifier: Pick<Notifier, "onNotify">;
  readonly position: number;
  readonly handle: (batch: readonly LogEntry[]) => Promise<void>;
  /** Told of every failure of `read` or `handle`; the follower itself just goes on trying. */
  readonly onError: (error: unknown) => void;
  readonly batchSize?: number;
  /** The notifier rings for commits of this process; those of others are seen after this long. */
  readonly pollMs?: number;
  /** The first pause after a failure; it doubles up to 32 times as long. */
  readonly pauseMs?: number;
}

/**
 * Hands every commit after `position` to `handle`, in order, one batch at a time; a batch that
 * failed comes again as it was. `stop` resolves when the batch in hand is done, so `handle` must
 * not wait for it.
 */
export function followLog(options: FollowOptions): Follower {
  const { read, notifier, handle, onError, batchSize = 256, pollMs = 250, pauseMs = 50 } = options;
  let { position } = options;
  const stopping = new AbortController();
  const news = createWaiter();
  const end = createWaiter();
  const unsubscribe = notifier.onNotify(news.wake);

  async function step(): Promise<void> {
    // Cleared before reading: a ring during the read is then not lost.
    news.clear();
    const batch = await read(position, batchSize);
    const last = batch.at(-1);
    if (last === undefined) return news.wait(pollMs);
    await untilDone(() => handle(batch).then(() => (position = last.position)));
    // A long way to catch up must not keep timers and sockets of the process waiting.
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Again and again until it works or the follower is stopped; no notifier shortens the pauses. */
  async function untilDone(work: () => Promise<unknown>): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        await work();
        return;
      } catch (error) {
        onError(error);
        await end.wait(pauseMs * 2 ** Math.min(failures, 5));
      }
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await untilDone(step);
  }

  // Started a turn later, so that the caller holds the follower before the first batch comes.
  const running = new Promise((resolve) => setImmediate(resolve)).then(run);
  return {
    get position() {
      return position;
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
