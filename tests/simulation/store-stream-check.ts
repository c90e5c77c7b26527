import { expect } from "vitest";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";
import {
  accounts,
  claims,
  predictStream,
  slips,
  transfers,
  type Accepted,
  type Operation,
  type Prediction,
} from "./store-stream.ts";

/** Compares the store with the model, and the log with both; `accepted` is of all writers. */
export async function checkStream(
  store: Store,
  operations: readonly Operation[],
  accepted: Accepted,
): Promise<void> {
  const prediction = predictStream(operations);
  await checkDocuments(store, prediction);
  const holders = await checkClaims(store, prediction);
  const log = await readWhole(store);
  checkLog(log, prediction.commits);
  const kept = operations.filter(({ kind, id }) => kind !== "claim" || holders.has(id));
  expect([...accepted.keys()].toSorted()).toEqual(kept.map(({ id }) => id).toSorted());
  const slipOf = await checkSlips(store, prediction);
  for (const [id, position] of accepted) {
    const written = log[position - 1]?.writes.map((write) => write.id) ?? [];
    expect(written, `${id} at ${position}`).toContain(slipOf.get(id) ?? id);
  }
}

async function checkDocuments(store: Store, prediction: Prediction): Promise<void> {
  const idsOf = (documents: readonly { id: string }[]) => documents.map(({ id }) => id);
  const foundAccounts = await store.getMany(accounts, idsOf(prediction.accounts));
  expect(foundAccounts).toEqual(prediction.accounts);
  expect(await store.getMany(transfers, idsOf(prediction.transfers))).toEqual(prediction.transfers);
  expect(await store.count(transfers, { index: "byFrom" })).toBe(prediction.transfers.length);
  const sums = await store.group(accounts, { index: "byMoves", by: [], sum: ["balance", "moves"] });
  const moves = prediction.transfers.length * 2 + prediction.slips.length;
  expect(sums).toEqual([
    { by: {}, count: prediction.accounts.length, sums: { balance: 0, moves } },
  ]);
}

/** Numbers 1 … n without a gap; answers which slip each operation got. */
async function checkSlips(store: Store, prediction: Prediction): Promise<Map<string, string>> {
  const found = await store.find(slips, { index: "byNumber", limit: 10_000 });
  expect(found.map(({ number }) => number)).toEqual(prediction.slips.map((_, place) => place + 1));
  const operations = found.map(({ operation }) => operation);
  expect(operations.toSorted()).toEqual([...prediction.slips].toSorted());
  return new Map(found.map(({ operation, id }) => [operation, id]));
}

/** Each name has one holder, among those who asked for it; answers the holders. */
async function checkClaims(store: Store, prediction: Prediction): Promise<Set<string>> {
  const found = await store.find(claims, { index: "byName", limit: 10_000 });
  expect(found.map(({ name }) => name).toSorted()).toEqual(
    [...prediction.claims.keys()].toSorted(),
  );
  for (const { name, id } of found) expect(prediction.claims.get(name)).toContain(id);
  return new Set(found.map(({ id }) => id));
}

export async function readWhole(store: Store): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for (;;) {
    const page = await store.read(log.at(-1)?.position ?? 0, 1_000);
    if (page.length === 0) return log;
    log.push(...page);
  }
}

/** No gap, no repeat: positions 1 … n, and every document's revs 1, 2, 3 … in their order. */
function checkLog(log: readonly LogEntry[], commits: number): void {
  expect(log.map(({ position }) => position)).toEqual(
    Array.from({ length: commits }, (_, place) => place + 1),
  );
  const revs = new Map<string, number>();
  for (const { position, writes } of log) {
    for (const write of writes) {
      const key = `${write.collection}/${write.id}`;
      expect(write.rev, `${key} at ${position}`).toBe((revs.get(key) ?? 0) + 1);
      revs.set(key, write.rev);
    }
  }
}
