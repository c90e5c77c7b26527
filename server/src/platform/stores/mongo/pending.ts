import { randomUUID } from "node:crypto";
import { mongo } from "mongoose";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { checkWrites, planFind, type FindPlan } from "@warmline/shared/store/plan.ts";
import {
  OutcomeUnknown,
  StoreUnavailable,
  type CommitResult,
  type Guard,
} from "@warmline/shared/store/port.ts";
import { bodyOf, newRevOf, type Write } from "@warmline/shared/store/write.ts";
import { digestsOf } from "../hash-chain.ts";
import type { CommitDocument, LoggedWrite } from "./commit-log.ts";
import { claimsOf, uniqueClaims, type ClaimingWrite } from "./keys.ts";

/** MongoDB's bound for a document, less what it and the wire add. */
const COMMIT_BYTES_MAX = 16 * 1024 * 1024 - 64 * 1024;

/** A write decoded once; unique keys are claimed by a new document alone. */
interface PendingWrite extends ClaimingWrite {
  readonly newRev: number;
  readonly body: LoggedWrite["body"];
}

export interface FindGuard extends Extract<Guard, { readonly query: unknown }> {
  readonly plan: FindPlan;
}
export type DocumentGuard = Extract<Guard, { readonly id: string }>;
type PendingGuard = DocumentGuard | FindGuard;

/** A commit that waits for its answer. */
export interface Pending {
  readonly writes: readonly PendingWrite[];
  readonly guards: readonly PendingGuard[];
  readonly content: Omit<CommitDocument, "_id" | "seal">;
  readonly digests: Uint8Array;
  readonly bytes: number;
  readonly result: Promise<CommitResult>;
  readonly open: boolean;
  /** The last position it was sent for, unless it was certainly refused there; 0: none. */
  sentFor: number;
  /** The engine could not take a group with it: it goes alone, so that no other suffers. */
  alone: boolean;
  /** Why it is still waiting, for the message when time is up. */
  trouble: unknown;
  settle(result: CommitResult): void;
  fail(error: unknown): void;
  /** Tells that it was not committed, or that this is not known, with `trouble` as the reason. */
  giveUp(): void;
}

export interface PendingOptions {
  readonly waitMs: number;
  /** Up to where this node knows every commit: nothing can be written there any more. */
  readonly head: () => number;
}

/** Throws at once for what no engine could take; refuses itself when `waitMs` are over. */
export function createPending(
  asked: readonly Write[],
  guards: readonly Guard[],
  { waitMs, head }: PendingOptions,
): Pending {
  checkWrites(asked);
  const writes = asked.map(decoded);
  const content = contentOf(writes);
  const digests = digestsOf(asked.map(({ text }) => text));
  const bytes = mongo.BSON.calculateObjectSize(content) + digests.length;
  assert(
    bytes <= COMMIT_BYTES_MAX,
    `a commit of ${bytes} bytes is more than MongoDB's 16 MB: commit it in parts`,
  );
  const { promise, resolve, reject } = Promise.withResolvers<CommitResult>();
  let open = true;
  const timer = setTimeout(giveUp, waitMs);

  /** Unknown only where it may still arrive or has: at a position that is not read yet. */
  function giveUp(): void {
    const cause = pending.trouble;
    const reason = cause instanceof Error ? cause.message : `no answer in ${waitMs} ms`;
    pending.fail(
      pending.sentFor > head()
        ? new OutcomeUnknown(`MongoDB was sent a commit: ${reason}`, { cause })
        : new StoreUnavailable(`MongoDB did not commit: ${reason}`, { cause }),
    );
  }

  function close(answer: () => void): void {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    answer();
  }
  const pending: Pending = {
    writes,
    guards: guards.map(planned),
    content,
    digests,
    bytes,
    result: promise,
    get open() {
      return open;
    },
    sentFor: 0,
    alone: false,
    trouble: undefined,
    settle: (result) => close(() => resolve(result)),
    fail: (error) => close(() => reject(error)),
    giveUp,
  };
  return pending;
}

export function isOpen({ open }: Pending): boolean {
  return open;
}

function decoded(write: Write): PendingWrite {
  const { collection, id, readRev } = write;
  const body = bodyOf(write);
  return {
    collection,
    id,
    readRev,
    newRev: newRevOf(write),
    body,
    unique: readRev > 0 ? [] : uniqueClaims(collection, body),
  };
}

function planned(guard: Guard): PendingGuard {
  return "query" in guard ? { ...guard, plan: planFind(guard.collection, guard.query) } : guard;
}

function contentOf(writes: readonly PendingWrite[]): Omit<CommitDocument, "_id" | "seal"> {
  return {
    token: randomUUID(),
    // One that is made twice loses to itself when it is judged: an array may hold it once.
    keys: [...new Set(claimsOf(writes))],
    writes: writes.map(({ collection, id, newRev, body }) => ({
      collection: collection.name,
      id,
      rev: newRev,
      body,
    })),
  };
}
