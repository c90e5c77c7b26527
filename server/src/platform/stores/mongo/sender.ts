import { setTimeout as sleep } from "node:timers/promises";
import type { CommitDocument, CommitLog } from "./commit-log.ts";
import { answered, firstFailure, isDuplicate, isDuplicatePosition, isPassing } from "./errors.ts";
import { claimConflict } from "./keys.ts";
import { isOpen, type Pending } from "./pending.ts";
import type { Progress } from "./progress.ts";
import type { Turns } from "./turns.ts";

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 250;

/**
 * How an attempt ended: `on`: some were decided. Otherwise the log is read on first: `behind`, as
 * what some rest on may be on its way; `raced`, as another node was first; `troubled`, as the
 * engine failed and it is not known what arrived.
 */
export type Outcome = "on" | "behind" | "raced" | "troubled";

export interface SenderOptions {
  readonly log: CommitLog;
  readonly progress: Progress;
  readonly turns: Turns;
  /** Something was committed. */
  readonly onCommit: () => void;
  /** Runs between the insert and the apply: where tests kill the process. */
  readonly onInserted?: ((commits: readonly CommitDocument[]) => Promise<void> | void) | undefined;
}

export interface Sender {
  /** In the log and not yet in their collections: the next group is judged meanwhile. */
  readonly inFlight: readonly Pending[];
  /** The position of the last one that this node inserted; 0: none, or it is given up. */
  readonly last: number;
  /** Resolves when nothing is in flight any more; never rejects. */
  readonly landed: Promise<void>;
  /** Inserts the commits at the positions after `base`. */
  send(go: readonly Pending[], base: number): Promise<Outcome>;
}

export function createSender(options: SenderOptions): Sender {
  const { log, progress, turns, onCommit, onInserted } = options;
  let inFlight: readonly Pending[] = [];
  let last = 0;
  let landed = Promise.resolve();

  async function send(go: readonly Pending[], base: number): Promise<Outcome> {
    const commits = go.map(({ content }, offset) => ({ _id: base + 1 + offset, ...content }));
    const before = go.map(({ sentFor }) => sentFor);
    for (const [offset, pending] of go.entries()) pending.sentFor = base + 1 + offset;
    try {
      await answered(log.insert(commits));
    } catch (error) {
      // From where the series stopped nothing was written.
      const stopped = firstFailure(error) ?? go.length;
      for (const [offset, pending] of go.entries()) {
        if (offset >= stopped) pending.sentFor = before[offset] ?? 0;
      }
      return await afterFailure(go, go[stopped], error);
    }
    turns.won();
    await onInserted?.(commits);
    await landed;
    inFlight = go;
    last = base + go.length;
    landed = land(go, commits);
    return "on";
  }

  async function afterFailure(
    go: readonly Pending[],
    culprit: Pending | undefined,
    error: unknown,
  ): Promise<Outcome> {
    if (isDuplicatePosition(error)) return "raced";
    if (isPassing(error)) throw error;
    if (isDuplicate(error) && culprit) await refuseClaimed(culprit);
    // The engine cannot take this one, ever: the others must not suffer for it.
    else if (culprit) culprit.fail(error);
    else if (go.length === 1) go[0]?.fail(error);
    else for (const pending of go) pending.alone = true;
    return "troubled";
  }

  /**
   * Something that it claims is claimed, though the collections did not show it: by a commit that
   * is not applied yet, or by this very one, sent before and arrived late. Else the claim decides.
   */
  async function refuseClaimed(pending: Pending): Promise<void> {
    await progress.advance();
    if (!pending.open) return;
    const claims = await log.claims(pending.content.keys);
    const undecided = [...claims.values()].some(
      ({ token, position }) => token === pending.content.token || position > progress.head,
    );
    if (undecided) return;
    const conflict = claimConflict(pending.writes, (claim) => claims.has(claim));
    if (conflict !== null) pending.settle({ ok: false, conflict });
  }

  /** Brings them into their collections, as long as anybody waits for that. */
  async function land(go: readonly Pending[], commits: readonly CommitDocument[]): Promise<void> {
    try {
      await progress.pass(commits);
    } catch (error) {
      for (const pending of go) pending.trouble = error;
      let pauseMs = FIRST_PAUSE_MS;
      while (progress.head < last && go.some(isOpen)) {
        await sleep(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        await progress.advance().catch(() => undefined);
      }
    }
    inFlight = [];
    // Given up: whoever comes next reads on before it builds on them.
    if (progress.head < last) last = 0;
    onCommit();
  }

  return {
    get inFlight() {
      return inFlight;
    },
    get last() {
      return last;
    },
    get landed() {
      return landed;
    },
    send,
  };
}
