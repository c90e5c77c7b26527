import { mongo } from "mongoose";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import { namedFiles, type Written } from "../backup.ts";
import { CHAIN_START, continues } from "../hash-chain.ts";
import { keptName } from "./names.ts";
import { COMMITS, sealOf, type CommitDocument, type KeptCommit } from "./commit-log.ts";

/** GridFS keeps what a file is here. */
export const FILES = "files.files";

/**
 * Reads a dump to its end: all its documents are there, and its commits are one chain. Throws
 * `StoreUnusable` when they are not. What the commits wrote is checked once it is restored.
 */
export async function checkDump(
  lines: AsyncIterable<string>,
  collections: readonly Collection[],
): Promise<Written> {
  const declared = new Map(collections.map((one) => [keptName(one.name), one]));
  const named = namedFiles();
  const present = new Set<string>();
  let [documents, position, end] = [0, 0, -1];
  let hash: Uint8Array = CHAIN_START;
  for await (const text of lines) {
    const line = mongo.BSON.EJSON.parse(text) as
      | { readonly in: string; readonly document: mongo.Document }
      | { readonly end: number }
      | { readonly dump: string };
    if ("end" in line) end = line.end;
    if (!("in" in line)) continue;
    documents += 1;
    if (line.in === FILES) present.add(String(line.document["_id"]));
    const of = declared.get(line.in);
    if (of !== undefined) named.note(of, { ...line.document, id: String(line.document["_id"]) });
    if (line.in !== COMMITS) continue;
    const { _id, writes, seal } = line.document as CommitDocument;
    for (const { collection, id, body } of writes as readonly KeptCommit["writes"][number][]) {
      const written = declared.get(keptName(collection));
      // What was written during the dump is in the commits alone.
      if (written !== undefined && body !== undefined) named.note(written, { ...body, id });
    }
    const commit = { position: _id, writes, seal: sealOf(seal) };
    if (_id !== position + 1 || !continues(hash, commit)) {
      throw new StoreUnusable(`the hash chain of the dump breaks at commit ${_id}`);
    }
    position = _id;
    hash = commit.seal.hash;
  }
  if (end !== documents) {
    throw new StoreUnusable(`the dump has ${documents} documents and ends with ${end}`);
  }
  return {
    files: present.size,
    missing: named.missing(present),
    anchor: { position, hash: position === 0 ? "" : Buffer.from(hash).toString("hex") },
  };
}
