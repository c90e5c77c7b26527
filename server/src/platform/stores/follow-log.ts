import type { Follower, LogEntry, Store } from "@warmline/shared/store/port.ts";

/** Says "there may be something new" to whoever waits; carries nothing, so it may ring in vain. */
export interface Bell {
  ring(): void;
  /** Returns the way to stop listening. */
  onRing(listener: () => void): () => void;
}

export function createBell(): Bell {
  const listeners = new Set<() => void>();
  return {
    ring() {
      for (const listener of listeners) listener();
    },
    onRing(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export interface FollowOptions {
  readonly read: Store["read"];
  readonly bell: Bell;
  readonly position: number;
  readonly handle: (batch: readonly LogEntry[]) => Promise<void>;
  /** Told of every failure of `read` or `handle`; the follower itself just goes on trying. */
  readonly onError: (error: unknown) => void;
  readonly batchSize?: number;
  /** The bell rings for commits of this process; those of others are seen after this long. */
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
  const { read, bell, handle, onError, batchSize = 256, pollMs = 250, pauseMs = 50 } = options;
  let { position } = options;
  let stopping = false;
  const waiter = createWaiter();
  const unsubscribe = bell.onRing(waiter.wake);

  async function step(): Promise<void> {
    // Cleared before reading: a ring during the read is then not lost.
    waiter.clear();
    const batch = await read(position, batchSize);
    const last = batch.at(-1);
    if (last === undefined) return waiter.wait(pollMs);
    for (let failures = 0; !stopping; failures++) {
      try {
        await handle(batch);
        position = last.position;
        break;
      } catch (error) {
        onError(error);
        await pause(failures);
      }
    }
    // A long way to catch up must not keep timers and sockets of the process waiting.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** A failure is not cured by a commit: only time or `stop` ends the pause. */
  function pause(failures: number): Promise<void> {
    return stopped.wait(pauseMs * 2 ** Math.min(failures, 5));
  }
  const stopped = createWaiter();

  async function run(): Promise<void> {
    for (let failures = 0; !stopping;) {
      try {
        await step();
        failures = 0;
      } catch (error) {
        onError(error);
        await pause(failures++);
      }
    }
  }

  // Started a turn later, so that the caller holds the follower before the first batch comes.
  const running = new Promise((resolve) => setImmediate(resolve)).then(run);
  return {
    get position() {
      return position;
    },
    async stop() {
      stopping = true;
      unsubscribe();
      waiter.wake();
      stopped.wake();
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
