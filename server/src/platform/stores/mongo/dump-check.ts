import { mongo } from "mongoose";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import type { BackupManifest } from "../backup.ts";
import { CHAIN_START, continues } from "../hash-chain.ts";
import { COMMITS, sealOf, type CommitDocument } from "./commit-log.ts";

/** GridFS keeps what a file is here. */
const FILES = "files.files";

/**
 * Reads a dump to its end: all its documents are there, and its commits are one chain. Throws
 * `StoreUnusable` when they are not. What the commits wrote is checked once it is restored.
 */
export async function checkDump(
  lines: AsyncIterable<string>,
): Promise<Pick<BackupManifest, "anchor" | "files">> {
  let [documents, files, position, end] = [0, 0, 0, -1];
  let hash: Uint8Array = CHAIN_START;
  for await (const text of lines) {
    const line = mongo.BSON.EJSON.parse(text) as
      | { readonly in: string; readonly document: mongo.Document }
      | { readonly end: number }
      | { readonly dump: string };
    if ("end" in line) end = line.end;
    if (!("in" in line)) continue;
    documents += 1;
    if (line.in === FILES) files += 1;
    if (line.in !== COMMITS) continue;
    const { _id, writes, seal } = line.document as CommitDocument;
    const commit = { position: _id, writes, seal: sealOf(seal) };
    if (_id !== position + 1 || commit.seal === null || !continues(hash, commit)) {
      throw new StoreUnusable(`the hash chain of the dump breaks at commit ${_id}`);
    }
    position = _id;
    hash = commit.seal.hash;
  }
  if (end !== documents) {
    throw new StoreUnusable(`the dump has ${documents} documents and ends with ${end}`);
  }
  return {
    files,
    anchor: { position, hash: position === 0 ? "" : Buffer.from(hash).toString("hex") },
  };
}
