import { createHash, hash } from "node:crypto";
import { DIGEST_BYTES, type LogEntry } from "@warmline/shared/store/port.ts";

/** What the first commit of a chain builds on. */
export const CHAIN_START = new Uint8Array(32);

type Reference = LogEntry["writes"][number];

/**
 * A commit's writes as one text, a collection named only where it changes: `[["cases"],"c-1",1]`.
 * What the hash is taken over, on every engine, and what SQLite keeps.
 */
export function referencesText(writes: readonly Reference[]): string {
  const flat: (string | number | [string])[] = [];
  let before = "";
  for (const { collection, id, rev } of writes) {
    if (collection !== before) flat.push([collection]);
    before = collection;
    flat.push(id, rev);
  }
  return JSON.stringify(flat);
}

/** The digests of texts, one behind the other. */
export function digestsOf(texts: readonly string[]): Uint8Array {
  // One buffer for all: one for each would cost as much as the hashing.
  const digests = texts.map((text) => hash("sha256", text, "binary").slice(0, DIGEST_BYTES));
  return Buffer.from(digests.join(""), "latin1");
}

/** SHA-256 over the hash before, the position, the writes as `referencesText`, and the digests. */
export function commitHash(
  previous: Uint8Array,
  position: number,
  references: string,
  digests: Uint8Array,
): Uint8Array {
  // A text that begins with digits and is then one JSON array says by itself where it ends.
  return createHash("sha256")
    .update(previous)
    .update(`${position}${references}`)
    .update(digests)
    .digest();
}

/** Whether the commit is the one that was made behind `previous`, and nothing of it was changed. */
export function continues(previous: Uint8Array, { position, writes, seal }: LogEntry): boolean {
  if (seal.digests.length !== writes.length * DIGEST_BYTES) return false;
  const expected = commitHash(previous, position, referencesText(writes), seal.digests);
  return Buffer.compare(expected, seal.hash) === 0;
}

/** Whether `text` is what the commit's write at `place` wrote. */
export function wrote({ seal }: LogEntry, place: number, text: string): boolean {
  const from = place * DIGEST_BYTES;
  return Buffer.compare(digestsOf([text]), seal.digests.subarray(from, from + DIGEST_BYTES)) === 0;
}
