import { mongo } from "mongoose";
import { commitHash, referencesText } from "../hash-chain.ts";
import type { CommitDocument, CommitLog } from "./commit-log.ts";
import { answered, firstFailure, isDuplicate, isDuplicatePosition, isPassing } from "./errors.ts";
import { claimConflict } from "./keys.ts";
import type { Pending } from "./pending.ts";
import type { Progress } from "./progress.ts";
import type { Turns } from "./turns.ts";

export interface SenderOptions {
  readonly log: CommitLog;
  readonly progress: Progress;
  readonly turns: Turns;
  /** Something was committed. */
  readonly onCommit: () => void;
  /** Runs between the insert and the apply: where tests kill the process. */
  readonly onInserted?: ((commits: readonly CommitDocument[]) => Promise<void> | void) | undefined;
}

/**
 * How an attempt ended. `on`: some were decided. Otherwise the log is read on first: `behind`, as
 * what some rest on may be on its way; `raced`, as another node was first; `troubled`, as the
 * engine failed and it is not known what arrived.
 */
export type Outcome = "on" | "behind" | "raced" | "troubled";

/** Inserts commits at the positions after `base` and brings them into their collections. */
export type Send = (go: readonly Pending[], base: number) => Promise<Outcome>;

export function createSender(options: SenderOptions): Send {
  const { log, progress, turns, onCommit, onInserted } = options;

  async function send(go: readonly Pending[], base: number): Promise<Outcome> {
    // Where another node has committed since `base`, the hash is not that of `base`: but then the
    // position is taken, and this series is refused.
    const commits = chained(go, base, progress.hash);
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
    await progress.pass(commits);
    onCommit();
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

  return send;
}

/** The commits behind `base`, each sealed to the one before it. */
function chained(go: readonly Pending[], base: number, last: Uint8Array): CommitDocument[] {
  let hash = last;
  return go.map(({ content, digests }, offset) => {
    const position = base + 1 + offset;
    hash = commitHash(hash, position, referencesText(content.writes), digests);
    const seal = { hash: new mongo.Binary(hash), digests: new mongo.Binary(digests) };
    return { _id: position, ...content, seal };
  });
}
