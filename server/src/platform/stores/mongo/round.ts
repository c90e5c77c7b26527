import { mongo } from "mongoose";
import { commitHash, referencesText } from "../hash-chain.ts";
import type { Applier } from "./apply.ts";
import type { CommitDocument, CommitLog } from "./commit-log.ts";
import { conflictOf } from "./keys.ts";
import type { Pending } from "./pending.ts";
import type { Progress } from "./progress.ts";

/**
 * What a round finds out before it inserts. At first only how the revisions built on stand: the
 * insert itself finds the rest. When another was first at a position, the log is read on; after any
 * other failure commits may have arrived or lost, so all their keys are looked up, too.
 */
export type Search = "bases" | "bases-anew" | "all";

export interface RoundOptions {
  readonly log: CommitLog;
  readonly applier: Applier;
  readonly progress: Progress;
  /** Something was committed. */
  readonly onCommit: () => void;
  /** Runs between the insert and the apply: where tests kill the process. */
  readonly onInserted?: (commits: readonly CommitDocument[]) => Promise<void> | void;
}

export type Round = (asked: readonly Pending[], search: Search) => Promise<void>;

/** One attempt to commit a group: refuses who has lost, inserts the rest, brings it up to date. */
export function createRound(options: RoundOptions): Round {
  const { log, applier, progress, onCommit, onInserted } = options;

  async function round(asked: readonly Pending[], search: Search): Promise<void> {
    if (search !== "bases") await progress.advance();
    const group = asked.filter(isOpen);
    const { baseless, late } = await basesOf(group);
    const doubtful = group.filter(
      ({ writes, claimsTwice }) =>
        search === "all" ||
        claimsTwice ||
        writes.some((write) => baseless.has(write) || late.has(write)),
    );
    const claims = await log.claims(doubtful.flatMap(({ content }) => content.keys));
    const newest = [...claims.values()].reduce((one, other) => Math.max(one, other), 0);
    // A claim may be our own, arrived late: nobody has lost to what is not read and applied yet.
    if (newest > progress.head) await progress.advance();
    if (newest > progress.head) return;
    for (const pending of group.filter(isOpen)) {
      const isTaken = (claim: string) => claims.has(claim);
      const conflict = conflictOf(pending.writes, isTaken, (write) => !baseless.has(write));
      if (conflict !== null) pending.settle({ ok: false, conflict });
    }
    await insert(group.filter(isOpen));
  }

  /**
   * Writes that build on a revision nobody can have read, as it is not in its collection, and those
   * that somebody has probably overtaken: they would only stop the series.
   */
  async function basesOf(group: readonly Pending[]) {
    const bases = group
      .flatMap(({ writes }) => writes)
      .filter(({ readRev }) => readRev > 0)
      .map((write) => ({
        collection: write.collection.name,
        id: write.id,
        rev: write.readRev,
        write,
      }));
    const { older, newer } = await applier.compare(bases);
    const writesIn = (found: typeof older) => new Set(found.map(({ write }) => write));
    return { baseless: writesIn(older), late: writesIn(newer) };
  }

  async function insert(group: readonly Pending[]): Promise<void> {
    if (group.length === 0) return;
    const commits = chained(group, progress);
    await log.insert(commits);
    await onInserted?.(commits);
    await progress.pass(commits);
    onCommit();
  }

  return round;
}

/** The commits behind the head, each sealed to the one before it. */
function chained(
  group: readonly Pending[],
  { head, hash: last }: Pick<Progress, "head" | "hash">,
): CommitDocument[] {
  let hash = last;
  return group.map(({ content, digests }, offset) => {
    const position = head + 1 + offset;
    hash = commitHash(hash, position, referencesText(content.writes), digests);
    const seal = { hash: new mongo.Binary(hash), digests: new mongo.Binary(digests) };
    return { _id: position, ...content, seal };
  });
}

export function isOpen({ open }: Pending): boolean {
  return open;
}
