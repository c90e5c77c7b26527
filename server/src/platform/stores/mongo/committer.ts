import { setTimeout as sleep } from "node:timers/promises";
import type { CommitResult, Guard } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { choose, takeGroup } from "./choose.ts";
import { answered, isPassing } from "./errors.ts";
import { askFacts } from "./facts.ts";
import type { Lookups } from "./lookups.ts";
import { createPending, isOpen, type Pending } from "./pending.ts";
import { createSender, type Outcome, type SenderOptions } from "./sender.ts";

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

export interface Committer {
  commit(writes: readonly Write[], guards: readonly Guard[]): Promise<CommitResult>;
  /** Told by the node's progress: this commit is in the log and applied. */
  passed(token: string, position: number): void;
  /** Resolves when all that was asked for is answered. */
  idle(): Promise<void>;
}

export interface CommitterOptions extends SenderOptions {
  readonly lookups: Lookups;
  readonly waitMs: number;
}

/**
 * Gathers what waits in this node and inserts it as one ordered series of commits. A position is
 * won only by a writer that has applied every commit before it: what a group rests on is looked up
 * at the position that this node has reached, and the insert at the next one proves that nothing
 * came between. So load makes the groups larger, not the contention between nodes.
 */
export function createCommitter(options: CommitterOptions): Committer {
  const { progress, turns, waitMs } = options;
  const attempt = createAttempt(options);
  const waiting = new Map<string, Pending>();
  let queue: Pending[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    // A turn later, so that commits asked for together go together.
    await new Promise((resolve) => setImmediate(resolve));
    let pauseMs = FIRST_PAUSE_MS;
    for (let arrived = false; ;) {
      queue = queue.filter(isOpen);
      if (queue.length === 0) break;
      const { head } = progress;
      const outcome: Outcome = await attempt(takeGroup(queue), arrived).catch(troubled);
      arrived = outcome !== "on" && (await readOn(outcome));
      if (progress.head > head || outcome === "on") pauseMs = FIRST_PAUSE_MS;
      else if (outcome !== "behind") await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    working = undefined;
  }

  /** True when everything that was in the log by now is applied. */
  async function readOn(outcome: Outcome): Promise<boolean> {
    try {
      if (outcome === "raced") await turns.lost(progress.head);
      await progress.advance();
      return true;
    } catch (error) {
      troubled(error);
      return false;
    }
  }

  /** What may pass is waited for; all else would be the same the next time. */
  function troubled(error: unknown): Outcome {
    for (const pending of queue.filter(isOpen)) {
      pending.trouble = error;
      if (!isPassing(error)) pending.giveUp();
    }
    return "troubled";
  }

  return {
    async commit(writes, guards) {
      const pending = createPending(writes, guards, { waitMs, head: () => progress.head });
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

/** One try at committing a group at the position after the one that this node has reached. */
function createAttempt(options: CommitterOptions) {
  const { lookups, progress, turns } = options;
  const send = createSender(options);

  return async function attempt(group: readonly Pending[], arrived: boolean): Promise<Outcome> {
    // From here on: whatever others commit after this, the insert will meet it.
    const base = progress.head;
    const [facts] = await answered(Promise.all([askFacts(lookups, group), turns.look()]));
    if (turns.others) {
      await turns.hold();
      return "behind";
    }
    if (facts.newest > base) return "raced";
    const { go, refused, behind } = choose(group, facts, arrived);
    for (const { pending, conflict } of refused) pending.settle({ ok: false, conflict });
    const outcome = go.length === 0 ? "on" : await send(go, base);
    return outcome === "on" && behind ? "behind" : outcome;
  };
}
