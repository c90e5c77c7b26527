import { setTimeout as sleep } from "node:timers/promises";
import type { CommitResult } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { isDuplicate, isDuplicatePosition, isPassing } from "./errors.ts";
import { createPending, type Pending } from "./pending.ts";
import { createRound, isOpen, type RoundOptions, type Search } from "./round.ts";

/** One group is one `insertMany`: bounded, so that no commit waits long for its company. */
const GROUP_COMMITS = 512;
const GROUP_BYTES = 12 * 1024 * 1024;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

export interface Committer {
  commit(writes: readonly Write[]): Promise<CommitResult>;
  /** Told by the node's progress: this commit is in the log and applied. */
  passed(token: string, position: number): void;
  /** Resolves when all that was asked for is answered. */
  idle(): Promise<void>;
}

export interface CommitterOptions extends RoundOptions {
  readonly waitMs: number;
}

/**
 * Gathers what is waiting in this node and inserts it as one ordered series of commits. The series
 * stops at the first that meets a taken position or key; what is left goes again from the new head,
 * without the losers. So load makes the groups larger, not the contention between nodes.
 */
export function createCommitter(options: CommitterOptions): Committer {
  const { progress, waitMs } = options;
  const round = createRound(options);
  const waiting = new Map<string, Pending>();
  let queue: Pending[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    // A turn later, so that commits asked for together go together.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const { group, left } = nextGroup(queue.filter(isOpen));
      queue = left;
      await decide(group, "bases");
    }
    working = undefined;
  }

  /** Goes on until every commit of the group is answered. */
  async function decide(group: readonly Pending[], start: Search): Promise<void> {
    let search = start;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const { head } = progress;
      const failure = await round(group.filter(isOpen), search).catch((error: unknown) => error);
      const left = group.filter(isOpen);
      if (left.length === 0) return;
      const raced = isDuplicatePosition(failure);
      if (failure !== undefined && !isDuplicate(failure) && !isPassing(failure)) {
        return refused(left, failure);
      }
      if (!raced) for (const pending of left) pending.trouble = failure;
      // Outrun for the first time, or on the move: at once. Otherwise the engine needs a moment.
      const patient = progress.head === head && (search !== "bases" || isPassing(failure));
      if (patient) await sleep(pauseMs);
      search = raced ? "bases-anew" : "all";
    }
  }

  /** The engine cannot take one of these, ever: the others must not suffer for it. */
  async function refused(left: readonly Pending[], failure: unknown): Promise<void> {
    if (left.length === 1) return left[0]?.fail(failure);
    for (const pending of left) await decide([pending], "all");
  }

  return {
    async commit(writes) {
      const pending = createPending(writes, waitMs);
      waiting.set(pending.content.token, pending);
      queue.push(pending);
      working ??= work();
      try {
        return await pending.result;
      } finally {
        waiting.delete(pending.content.token);
      }
    },
    passed(token, position) {
      waiting.get(token)?.settle({ ok: true, position });
    },
    async idle() {
      while (working !== undefined) await working;
    },
  };
}

/** The next commits that claim nothing in common: of two that do, one would stop the series. */
function nextGroup(queue: readonly Pending[]): { group: Pending[]; left: Pending[] } {
  const claimed = new Set<string>();
  const group: Pending[] = [];
  const left: Pending[] = [];
  let bytes = 0;
  for (const pending of queue) {
    const { keys } = pending.content;
    const full = group.length >= GROUP_COMMITS || bytes + pending.bytes > GROUP_BYTES;
    if (group.length > 0 && (full || keys.some((key) => claimed.has(key)))) {
      left.push(pending);
      continue;
    }
    for (const key of keys) claimed.add(key);
    bytes += pending.bytes;
    group.push(pending);
  }
  return { group, left };
}
