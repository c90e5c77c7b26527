import { randomUUID } from "node:crypto";
import { mongo } from "mongoose";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { checkWrites } from "@warmline/shared/store/plan.ts";
import { StoreUnavailable, type CommitResult } from "@warmline/shared/store/port.ts";
import { bodyOf, type Write } from "@warmline/shared/store/write.ts";
import { digestsOf } from "../hash-chain.ts";
import type { CommitDocument } from "./commit-log.ts";
import { claimsOf } from "./keys.ts";

/** MongoDB's bound for a document, less what it and the wire add. */
const COMMIT_BYTES_MAX = 16 * 1024 * 1024 - 64 * 1024;

/** A commit that waits for its answer. */
export interface Pending {
  readonly writes: readonly Write[];
  readonly content: Omit<CommitDocument, "_id" | "seal">;
  readonly digests: Uint8Array;
  /** It claims something twice, so it loses: but perhaps to another even before that. */
  readonly claimsTwice: boolean;
  readonly bytes: number;
  readonly result: Promise<CommitResult>;
  readonly open: boolean;
  /** Why it is still waiting, for the message when time is up. */
  trouble: unknown;
  settle(result: CommitResult): void;
  fail(error: unknown): void;
}

/** Throws at once for what no engine could take; refuses itself when `waitMs` are over. */
export function createPending(writes: readonly Write[], waitMs: number): Pending {
  checkWrites(writes);
  const claims = claimsOf(writes);
  const encoded = mongo.BSON.serialize(contentOf(writes, new Set(claims)));
  const bytes = encoded.length;
  assert(
    bytes <= COMMIT_BYTES_MAX,
    `a commit of ${bytes} bytes is more than MongoDB's 16 MB: commit it in parts`,
  );
  // A copy: what the caller does with its writes from now on is not of this commit.
  const content = mongo.BSON.deserialize(encoded) as Omit<CommitDocument, "_id" | "seal">;
  const { promise, resolve, reject } = Promise.withResolvers<CommitResult>();
  let open = true;
  const timer = setTimeout(() => {
    const reason = pending.trouble instanceof Error ? `: ${pending.trouble.message}` : "";
    const cause = pending.trouble;
    pending.fail(
      new StoreUnavailable(`MongoDB did not commit in ${waitMs} ms${reason}`, { cause }),
    );
  }, waitMs);

  function close(answer: () => void): void {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    answer();
  }
  const pending: Pending = {
    writes,
    content,
    digests: digestsOf(writes.map(({ text }) => text)),
    claimsTwice: content.keys.length < claims.length,
    bytes,
    result: promise,
    get open() {
      return open;
    },
    trouble: undefined,
    settle: (result) => close(() => resolve(result)),
    fail: (error) => close(() => reject(error)),
  };
  return pending;
}

function contentOf(
  writes: readonly Write[],
  claims: ReadonlySet<string>,
): Omit<CommitDocument, "_id" | "seal"> {
  const bodies = writes.map(bodyOf);
  for (const [place, { collection, id }] of writes.entries()) {
    const odd = Object.keys(bodies[place] ?? {}).find(
      (field) => field === "_id" || field.startsWith("$"),
    );
    assert(odd === undefined, `${collection.name}/${id} has a field ${odd}`);
  }
  return {
    token: randomUUID(),
    keys: [...claims],
    writes: writes.map(({ collection, id, readRev }, place) => ({
      collection: collection.name,
      id,
      rev: readRev + 1,
      body: bodies[place] ?? {},
    })),
  };
}
