import { pauseThread, type Connection } from "./connection.ts";
import { commitGroup, type Asked, type Outcome } from "./commit-group.ts";

/** A transaction takes more ordinary commits only up to this many writes. */
const WRITES_MAX = 2_000;
/**
 * A transaction of bulk commits takes another one until this is over, and no ordinary one waits.
 */
const BULK_MS = 50;
/**
 * So long after an ordinary commit others are expected: bulk transactions are then short, and so is
 * what is brought home at once.
 */
const BESIDE_MS = 1_000;
const BULK_BESIDE_MS = 2;
const GAP_MS = 2;
/** In a gap, ordinary commits are looked for so often. */
const GAP_STEP_MS = 0.25;
/** So long without a gap, and the next one is left whoever waits. */
const GAP_DUE_MS = 4 * BULK_MS;

/** A commit that waits for its turn, and whom to tell. */
export interface Waiting extends Asked {
  /** Goes behind every ordinary commit. */
  readonly bulk: boolean;
  answer(outcome: Outcome): void;
}

/**
 * Who waits between two transactions: somebody; nobody just now, but ordinary commits come beside
 * bulk ones; nobody.
 */
export type WriteLoad = "waiting" | "beside" | "idle";

export interface WriteQueue {
  add(waiting: Waiting): void;
  /** Carries out everything that waits, also what `poll` brings in between. */
  drain(): void;
}

export interface WriteQueueOptions {
  readonly connection: Connection;
  /** How long a transaction waits for a lock held by another process. */
  readonly waitMs: number;
  /** Adds what has been asked for meanwhile. */
  readonly poll: () => void;
  /** Runs after every transaction, when all of it was answered. */
  readonly onAnswered: (committed: boolean) => void;
  /** Runs between transactions: the log may be brought home. */
  readonly onBetween: (load: WriteLoad) => void;
}

/**
 * Group commit: whatever waits shares a transaction. Ordinary commits go first; bulk ones share
 * transactions among themselves, which end as soon as somebody else comes: who comes is committed
 * with them, as waiting for one disk after the other would take twice as long.
 */
export function createWriteQueue(options: WriteQueueOptions): WriteQueue {
  const { connection, waitMs, poll, onAnswered, onBetween } = options;
  const ordinary: Waiting[] = [];
  const bulk: Waiting[] = [];
  let ordinaryAt = Number.NEGATIVE_INFINITY;
  let bulkAt = Number.NEGATIVE_INFINITY;
  let pausedAt = performance.now();

  function nextOrdinary(): () => Waiting | undefined {
    ordinaryAt = performance.now();
    let writes = 0;
    return () => {
      if (writes >= WRITES_MAX) return undefined;
      const waiting = ordinary.shift();
      writes += waiting?.writes.length ?? 0;
      return waiting;
    };
  }

  const recently = (at: number) => performance.now() - at < BESIDE_MS;

  function nextBulk(): () => Waiting | undefined {
    bulkAt = performance.now();
    const end = bulkAt + (recently(ordinaryAt) ? BULK_BESIDE_MS : BULK_MS);
    let joining: (() => Waiting | undefined) | null = null;
    return () => {
      poll();
      if (ordinary.length > 0) joining ??= nextOrdinary();
      if (joining !== null) return joining();
      return performance.now() > end ? undefined : bulk.shift();
    };
  }

  function load(): WriteLoad {
    if (ordinary.length > 0) return "waiting";
    if (recently(ordinaryAt) && recently(bulkAt)) return "beside";
    return bulk.length > 0 ? "waiting" : "idle";
  }

  function transact(next: () => Waiting | undefined): void {
    const group: Waiting[] = [];
    const take = () => {
      const waiting = next();
      if (waiting !== undefined) group.push(waiting);
      return waiting;
    };
    let outcomes: readonly Outcome[];
    try {
      outcomes = commitGroup(connection, waitMs, take);
    } catch (error) {
      // Not even begun: there is no way in for anybody.
      if (group.length === 0) group.push(...ordinary.splice(0), ...bulk.splice(0));
      outcomes = group.map(() => ({ error }));
    }
    for (const [place, outcome] of outcomes.entries()) group[place]?.answer(outcome);
    onAnswered(outcomes.some((outcome) => "result" in outcome && outcome.result.ok));
  }

  /**
   * A writer of another process looks every millisecond whether there is a gap. Ordinary commits of
   * this one put it off, but not for ever.
   */
  function leaveGap(): void {
    const since = performance.now() - pausedAt;
    if (since < BULK_MS) return;
    for (let paused = 0; paused < GAP_MS; paused += GAP_STEP_MS) {
      if (ordinary.length > 0 && since < GAP_DUE_MS) return;
      pauseThread(GAP_STEP_MS);
      poll();
    }
    pausedAt = performance.now();
  }

  return {
    add(waiting) {
      (waiting.bulk ? bulk : ordinary).push(waiting);
    },
    drain() {
      poll();
      for (;;) {
        const isBulk = ordinary.length === 0;
        if (isBulk && bulk.length === 0) return;
        transact(isBulk ? nextBulk() : nextOrdinary());
        poll();
        onBetween(load());
        if (isBulk) leaveGap();
      }
    },
  };
}
