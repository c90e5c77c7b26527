import { pauseThread, type Connection } from "./connection.ts";
import { commitGroup, type Asked, type Outcome } from "./commit-group.ts";

/**
 * A transaction takes more ordinary commits until it has worked so many times as long as the disk
 * took for the last one: whoever was answered decides the next meanwhile, and waiting for the disk
 * stays a fifth of the time at most. Within bounds: a disk may be much faster or slower for once.
 */
const WORK_TO_DISK = 4;
const WORK_MIN_MS = 4;
/** So many writes it takes in any case: few are not worth a disk each, however busy the machine. */
const WRITES_MIN = 64;
const WORK_MAX_MS = 50;
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
export class WriteQueue {
  readonly #options: WriteQueueOptions;
  readonly #ordinary: Waiting[] = [];
  readonly #bulk: Waiting[] = [];
  #ordinaryAt = Number.NEGATIVE_INFINITY;
  #bulkAt = Number.NEGATIVE_INFINITY;
  #pausedAt = performance.now();
  #diskMs = 0;

  constructor(options: WriteQueueOptions) {
    this.#options = options;
  }

  add(waiting: Waiting): void {
    (waiting.bulk ? this.#bulk : this.#ordinary).push(waiting);
  }

  /** Carries out everything that waits, also what `poll` brings in between. */
  drain(): void {
    const { poll, onBetween } = this.#options;
    poll();
    for (;;) {
      const isBulk = this.#ordinary.length === 0;
      if (isBulk && this.#bulk.length === 0) return;
      this.#transact(isBulk ? this.#nextBulk() : this.#nextOrdinary());
      poll();
      onBetween(this.#load());
      if (isBulk) this.#leaveGap();
    }
  }

  #nextOrdinary(): () => Waiting | undefined {
    this.#ordinaryAt = performance.now();
    const workMs = Math.min(Math.max(WORK_MIN_MS, WORK_TO_DISK * this.#diskMs), WORK_MAX_MS);
    const end = this.#ordinaryAt + workMs;
    let writes = 0;
    return () => {
      if (writes >= WRITES_MIN && performance.now() > end) return undefined;
      const waiting = this.#ordinary.shift();
      writes += waiting?.writes.length ?? 0;
      return waiting;
    };
  }

  #nextBulk(): () => Waiting | undefined {
    this.#bulkAt = performance.now();
    const end = this.#bulkAt + (recently(this.#ordinaryAt) ? BULK_BESIDE_MS : BULK_MS);
    let joining: (() => Waiting | undefined) | null = null;
    return () => {
      this.#options.poll();
      if (this.#ordinary.length > 0) joining ??= this.#nextOrdinary();
      if (joining !== null) return joining();
      return performance.now() > end ? undefined : this.#bulk.shift();
    };
  }

  #load(): WriteLoad {
    if (this.#ordinary.length > 0) return "waiting";
    if (recently(this.#ordinaryAt) && recently(this.#bulkAt)) return "beside";
    return this.#bulk.length > 0 ? "waiting" : "idle";
  }

  #transact(next: () => Waiting | undefined): void {
    const { connection, waitMs, onAnswered } = this.#options;
    const group: Waiting[] = [];
    let takenAt = performance.now();
    const take = () => {
      const waiting = next();
      if (waiting === undefined) takenAt = performance.now();
      else group.push(waiting);
      return waiting;
    };
    let outcomes: readonly Outcome[];
    try {
      outcomes = commitGroup(connection, waitMs, take);
      this.#diskMs = performance.now() - takenAt;
    } catch (error) {
      // Not even begun: there is no way in for anybody.
      if (group.length === 0) group.push(...this.#ordinary.splice(0), ...this.#bulk.splice(0));
      outcomes = group.map(() => ({ error }));
    }
    for (const [place, outcome] of outcomes.entries()) group[place]?.answer(outcome);
    onAnswered(outcomes.some((outcome) => "result" in outcome && outcome.result.ok));
  }

  /**
   * A writer of another process looks every millisecond whether there is a gap. Ordinary commits of
   * this one put it off, but not for ever.
   */
  #leaveGap(): void {
    const since = performance.now() - this.#pausedAt;
    if (since < BULK_MS) return;
    for (let paused = 0; paused < GAP_MS; paused += GAP_STEP_MS) {
      if (this.#ordinary.length > 0 && since < GAP_DUE_MS) return;
      pauseThread(GAP_STEP_MS);
      this.#options.poll();
    }
    this.#pausedAt = performance.now();
  }
}

function recently(at: number): boolean {
  return performance.now() - at < BESIDE_MS;
}
