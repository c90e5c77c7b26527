import { setTimeout as sleep } from "node:timers/promises";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { FindPlan } from "@warmline/shared/store/plan.ts";
import { StoreUnavailable, type LogEntry } from "@warmline/shared/store/port.ts";
import { amend } from "./amend.ts";
import type { CommitLog } from "./commit-log.ts";
import type { Kept } from "./models.ts";
import type { Progress } from "./progress.ts";

/** Under the worst load an answer is of one position after a few questions. */
const TRIES = 100;
/** A position that a majority does not yet have, after a failover, is waited for. */
const PAUSE_MS = 20;
/** Sums cannot be amended: after so many questions one that was overtaken is taken. */
const SUM_TRIES = 5;

type Ask<T> = () => Promise<T>;

/**
 * Answers of one position of the log, while other nodes bring commits into the collections one
 * collection after the other. What this node has applied is there; each document tells by which
 * position it was written, so one from beyond shows that the answer may hold half of a commit. Then
 * the log is read on, and what it says decides. As that raises what is applied here, the next
 * answer is never older than this one.
 */
export interface Snapshots {
  /** `ask` answers those of these documents that are there. */
  documents<D extends Stored>(
    collection: Collection,
    ids: readonly string[],
    ask: Ask<Kept[]>,
  ): Promise<D[]>;
  /** `ask` answers a find. */
  page<D extends Stored>(collection: Collection, plan: FindPlan, ask: Ask<Kept[]>): Promise<D[]>;
  /** `ask` counts or sums; under steady writing that may be of several positions. */
  sum<T>(collection: Collection, ask: Ask<T>): Promise<T>;
}

type Written = LogEntry["writes"][number] & { readonly position: number };

export function createSnapshots(progress: Progress, log: CommitLog): Snapshots {
  async function documents<D extends Stored>(
    collection: Collection,
    ids: readonly string[],
    ask: Ask<Kept[]>,
  ): Promise<D[]> {
    for (let tries = 0; tries < TRIES; tries++) {
      const from = progress.head;
      const found = await ask();
      const newest = newestOf(found);
      if (newest <= from) return found.map(asWritten<D>);
      // Perhaps it is whole all the same: nothing asked for is older than the newest of it.
      const since = await writtenSince(progress, from, collection, newest);
      const revs = new Map(found.map(({ id, rev }) => [id, rev]));
      const asked = new Set(ids);
      const isMissed = ({ id, rev, position }: Written) =>
        position <= newest && asked.has(id) && rev > (revs.get(id) ?? 0);
      if (since !== null && !since.some(isMissed)) return found.map(asWritten<D>);
    }
    throw overtaken(collection);
  }

  async function page<D extends Stored>(
    collection: Collection,
    plan: FindPlan,
    ask: Ask<Kept[]>,
  ): Promise<D[]> {
    const mayLeave = !collection.appendOnly && !Object.hasOwn(collection.unique, plan.index);
    for (let tries = 0; tries < TRIES; tries++) {
      const from = progress.head;
      const found = await ask();
      // What came shows itself; what left does not.
      if (!mayLeave && newestOf(found) <= from) return found.map(asWritten<D>);
      const since = await writtenSince(progress, from, collection, newestOf(found));
      if (since === null) continue;
      if (since.length === 0) return found.map(asWritten<D>);
      const amended = amend(plan, found, await bodiesOf(log, collection, since));
      if (amended !== null) return amended.map(asWritten<D>);
    }
    throw overtaken(collection);
  }

  async function sum<T>(collection: Collection, ask: Ask<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const from = progress.head;
      const answer = await ask();
      const since = await writtenSince(progress, from, collection, 0);
      if (since?.length === 0 || tries === SUM_TRIES) return answer;
    }
  }

  return { documents, page, sum };
}

/**
 * Reads the log on after an answer; what was written in its collection since it was asked for.
 * Null: not all that was answered is in the log, or it is long ago.
 */
async function writtenSince(
  progress: Progress,
  from: number,
  { name }: Collection,
  newest: number,
): Promise<Written[] | null> {
  await progress.advance();
  if (newest > progress.head) await sleep(PAUSE_MS);
  const entries = newest > progress.head ? null : progress.recent(from, progress.head);
  if (entries === null) return null;
  return entries.flatMap(({ position, writes }) =>
    writes.filter((write) => write.collection === name).map((write) => ({ ...write, position })),
  );
}

/** The documents as these writes left them, in the end. */
async function bodiesOf(
  log: CommitLog,
  { name }: Collection,
  writes: readonly Written[],
): Promise<Kept[]> {
  const newest = new Map(writes.map((write) => [write.id, write]));
  const positions = [...new Set([...newest.values()].map(({ position }) => position))];
  const bodies: Kept[] = [];
  for await (const commit of log.whole(positions)) {
    for (const { collection, id, rev, body } of commit.writes) {
      if (collection !== name || newest.get(id)?.position !== commit._id) continue;
      if (body === undefined) throw new StoreUnavailable(`MongoDB: ${name}/${id} was overtaken`);
      bodies.push({ ...body, rev, _position: commit._id } as unknown as Kept);
    }
  }
  return bodies;
}

function newestOf(found: readonly Kept[]): number {
  return found.reduce((newest, { _position = 0 }) => Math.max(newest, _position), 0);
}

/** Without what the store keeps for itself. */
function asWritten<D extends Stored>(kept: Kept): D {
  const { _position, ...document } = kept;
  return document as unknown as D;
}

function overtaken({ name }: Collection): StoreUnavailable {
  return new StoreUnavailable(
    `MongoDB: ${name} changes faster than it is read, or holds what the log does not know`,
  );
}
