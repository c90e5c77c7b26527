import type { mongo } from "mongoose";
import { StoreUnusable, type LogEntry, type Seal } from "@warmline/shared/store/port.ts";
import { spentClaim } from "./keys.ts";
import { keptName } from "./names.ts";

export const COMMITS = keptName("commits");
const KEYS_IN_QUESTION = 500;
const CLOSED = "the store was upgraded by a newer program: stop this one and use that";

/** A document as a commit holds it: the whole new body, `rev` is the revision written. */
export interface LoggedWrite {
  readonly collection: string;
  readonly id: string;
  readonly rev: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * One commit is one inserted document: all of it is there, or nothing. It never changes, but that
 * bodies and claims go when they have long been in their collections (compact.ts).
 */
export interface CommitDocument {
  /** The position. */
  readonly _id: number;
  /** Drawn for each commit, so that a writer knows its own after a lost answer. */
  readonly token: string;
  /** What the commit claims; under a unique index. Never empty: two empty arrays would collide. */
  readonly keys: readonly string[];
  readonly writes: readonly LoggedWrite[];
  readonly seal: { readonly hash: mongo.Binary; readonly digests: mongo.Binary };
}

/** The seal as the port has it; one that somebody took away is empty, and holds nothing. */
export function sealOf(seal: CommitDocument["seal"] | undefined): Seal {
  const bytes = (binary: mongo.Binary | undefined) => binary?.value() ?? new Uint8Array();
  return { hash: bytes(seal?.hash), digests: bytes(seal?.digests) };
}

/** As it is read back: without bodies once it was compacted. */
export interface KeptCommit extends Pick<CommitDocument, "_id"> {
  readonly writes: readonly (Omit<LoggedWrite, "body"> & Partial<Pick<LoggedWrite, "body">>)[];
}

/** A commit without bodies. */
export interface PassedCommit extends LogEntry {
  readonly token: string;
}

/** Which commit claims something. */
export interface Claimant {
  readonly position: number;
  readonly token: string;
}

export interface CommitLog {
  declare(): Promise<void>;
  /** In order; the first that meets a taken position or key stops the rest (E11000). */
  insert(commits: readonly CommitDocument[]): Promise<void>;
  /** Those at `first` … `first + count - 1` that a majority holds, up to the first missing one. */
  page(first: number, count: number): Promise<PassedCommit[]>;
  /** Whole commits at these positions, in any order, one by one. */
  whole(positions: readonly number[]): AsyncIterable<KeptCommit>;
  /** Drops bodies and claims of the commits at these positions; references stay. */
  trim(positions: readonly number[]): Promise<void>;
  /** Which of the keys are claimed, and by whom. */
  claims(keys: readonly string[]): Promise<Map<string, Claimant>>;
}

export function createCommitLog(database: mongo.Db, name = COMMITS): CommitLog {
  // A commit read here is passed on as a fact, and the next position is built on it: it must not
  // be one that a failover can still take back.
  const durable = database.collection<CommitDocument>(name, {
    readConcern: { level: "majority" },
  });
  const newest = database.collection<CommitDocument>(name);

  return {
    async declare() {
      await newest.createIndex({ keys: 1 }, { unique: true, name: "keys" });
    },

    async insert(commits) {
      await newest.insertMany(commits as mongo.OptionalUnlessRequiredId<CommitDocument>[], {
        ordered: true,
      });
    },

    async page(first, count) {
      // By `$in`, not by range: compatible servers scan on ranges of `_id`.
      const positions = Array.from({ length: count }, (_, offset) => first + offset);
      const found = await durable
        .find({ _id: { $in: positions } })
        .project<Omit<CommitDocument, "keys">>({ keys: 0, "writes.body": 0 })
        .sort({ _id: 1 })
        .toArray();
      const gap = found.findIndex(({ _id }, offset) => _id !== first + offset);
      const whole = gap < 0 ? found : found.slice(0, gap);
      // Put there by whoever has upgraded the store.
      if ((whole.at(-1)?.writes as unknown) === null) throw new StoreUnusable(CLOSED);
      return whole.map(({ _id: position, token, writes, seal }) => ({
        position,
        token,
        writes,
        seal: sealOf(seal),
      }));
    },

    whole(positions) {
      return durable.find({ _id: { $in: [...positions] } });
    },

    async trim(positions) {
      const trimmed = positions.map((position) => ({
        updateOne: {
          // Another node may have done it.
          filter: { _id: position, keys: { $ne: spentClaim(position) } },
          update: {
            $set: { keys: [spentClaim(position)] },
            $unset: { "writes.$[].body": "" },
          } as mongo.UpdateFilter<CommitDocument>,
        },
      }));
      await newest.bulkWrite(trimmed, { ordered: false });
    },

    // The newest, durable or not: what is not yet durable may still win.
    claims: (keys) => claimsAmong(newest, keys),
  };
}

async function claimsAmong(
  commits: mongo.Collection<CommitDocument>,
  keys: readonly string[],
): Promise<Map<string, Claimant>> {
  const asked = new Set(keys);
  const claims = new Map<string, Claimant>();
  for (let at = 0; at < keys.length; at += KEYS_IN_QUESTION) {
    const found = await commits
      .find({ keys: { $in: keys.slice(at, at + KEYS_IN_QUESTION) } })
      .project<Pick<CommitDocument, "_id" | "token" | "keys">>({ token: 1, keys: 1 })
      .toArray();
    for (const { _id: position, token, keys: held } of found) {
      for (const key of held) if (asked.has(key)) claims.set(key, { position, token });
    }
  }
  return claims;
}
