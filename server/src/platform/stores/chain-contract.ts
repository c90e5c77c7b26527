import { describe, expect, test } from "vitest";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { CONTRACT_COLLECTIONS, type OpenStore } from "@warmline/shared/store/contract.ts";
import { counters, fixture, things } from "@warmline/shared/store/contract/fixture.ts";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";
import { insert, replace, textOfStored } from "@warmline/shared/store/write.ts";
import { CHAIN_START, commitHash, continues, referencesText, wrote } from "./hash-chain.ts";

/** What every adapter of the store does about the hash chain of its log. */
export function chainContract(name: string, open: OpenStore): void {
  describe(`${name}: hash chain`, () => {
    const opened = fixture(open);
    fromTwoProcesses(opened);
    tampered(() => opened().store);
  });
}

/** The position of the first commit that does not follow from the one before; null: none. */
function firstBreak(entries: readonly LogEntry[]): number | null {
  let previous: Uint8Array = CHAIN_START;
  for (const [place, entry] of entries.entries()) {
    if (entry.position !== place + 1 || !continues(previous, entry)) return place + 1;
    previous = entry.seal.hash;
  }
  return null;
}

async function wholeLog(store: Store): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for (;;) {
    const page = await store.read(log.length, 50);
    if (page.length === 0) return log;
    log.push(...page);
  }
}

function fromTwoProcesses(opened: ReturnType<typeof fixture>): void {
  test("an empty store has no anchor", async () => {
    expect(await opened().store.anchor()).toEqual({ position: 0, hash: "" });
  });

  test("is one chain, whoever commits, and its end is the anchor of all", async () => {
    const { store, reopen } = opened();
    const other = await reopen();
    await store.commit([insert(counters, { id: "shared", value: 0 })]);
    const raise = async (by: Store) => {
      const counter = (await by.get(counters, "shared"))!;
      return by.commit([replace(counters, counter, { ...counter, value: counter.value + 1 })]);
    };
    const commits = Array.from({ length: 60 }, (_, place) => {
      const by = place % 2 === 0 ? store : other;
      const id = `chain-${place}`;
      const thing = insert(things, { id, kind: "暖气", phones: ["1", "2"], words: { 1: [null] } });
      return place % 5 === 0 ? raise(by) : by.commit([thing, insert(counters, { id, value: 0.1 })]);
    });
    await Promise.all(commits);
    const log = await wholeLog(store);
    expect(log.length).toBeGreaterThan(48);
    expect(firstBreak(log)).toBeNull();
    const last = log.at(-1)!;
    const hash = Buffer.from(last.seal.hash).toString("hex");
    for (const each of [store, other]) {
      expect(await each.anchor()).toEqual({ position: last.position, hash });
    }
    await other.close();
  });

  test("says of every document, as it is read, that it is what was written", async () => {
    const { store } = opened();
    const log = await wholeLog(store);
    let compared = 0;
    for (const entry of log) {
      for (const [place, { collection, id, rev }] of entry.writes.entries()) {
        const document = await store.get(declared(collection), id);
        if (document?.rev !== rev) continue;
        expect(wrote(entry, place, textOfStored(document))).toBe(true);
        const changed = { ...document, kind: "changed" };
        expect(wrote(entry, place, textOfStored(changed))).toBe(false);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(96);
  });
}

function declared(name: string): Collection {
  return CONTRACT_COLLECTIONS.find((collection) => collection.name === name)!;
}

type Tampering = readonly [what: string, breaksAt: number, (log: LogEntry[]) => LogEntry[]];

const withWrite = (entry: LogEntry, change: Partial<LogEntry["writes"][number]>): LogEntry => ({
  ...entry,
  writes: entry.writes.map((write, place) => (place === 0 ? { ...write, ...change } : write)),
});
const at = (position: number, change: (entry: LogEntry) => LogEntry) => (log: LogEntry[]) =>
  log.map((entry) => (entry.position === position ? change(entry) : entry));
const renumbered = (log: LogEntry[]) =>
  log.map((entry, place) => ({ ...entry, position: place + 1 }));

const NO_SEAL = { hash: new Uint8Array(), digests: new Uint8Array() };

const TAMPERINGS: readonly Tampering[] = [
  ["another document", 5, at(5, (entry) => withWrite(entry, { id: "chain-x" }))],
  ["another revision", 5, at(5, (entry) => withWrite(entry, { rev: 2 }))],
  ["another collection", 5, at(5, (entry) => withWrite(entry, { collection: "facts" }))],
  ["another digest", 5, at(5, (entry) => ({ ...entry, seal: damaged(entry, "digests") }))],
  ["another hash", 5, at(5, (entry) => ({ ...entry, seal: damaged(entry, "hash") }))],
  ["a commit with a seal made for it", 6, forged],
  ["no seal", 5, at(5, (entry) => ({ ...entry, seal: NO_SEAL }))],
  ["a write left out", 5, at(5, (entry) => ({ ...entry, writes: entry.writes.slice(1) }))],
  ["a commit left out", 5, (log) => log.toSpliced(4, 1)],
  ["a commit left out and the others moved up", 5, (log) => renumbered(log.toSpliced(4, 1))],
  ["a commit slipped in", 5, (log) => renumbered(log.toSpliced(4, 0, log[2]!))],
  [
    "two commits in each other's place",
    5,
    (log) => renumbered([...log.slice(0, 4), log[5]!, log[4]!, ...log.slice(6)]),
  ],
];

/** The fifth commit made anew, by somebody who knows how: the sixth gives it away. */
function forged(log: LogEntry[]): LogEntry[] {
  const entry = withWrite(log[4]!, { id: "chain-x" });
  const { digests } = entry.seal;
  const references = referencesText(entry.writes);
  const hash = commitHash(log[3]!.seal.hash, entry.position, references, digests);
  return log.toSpliced(4, 1, { ...entry, seal: { digests, hash } });
}

function damaged({ seal }: LogEntry, part: "hash" | "digests") {
  const bytes = Uint8Array.from(seal[part]);
  bytes[3] = 255 - bytes[3]!;
  return { ...seal, [part]: bytes };
}

function tampered(store: () => Store): void {
  test.each(TAMPERINGS)("breaks by %s", async (_, breaksAt, tamper) => {
    const log = await wholeLog(store());
    expect(firstBreak(log)).toBeNull();
    expect(firstBreak(tamper(log))).toBe(breaksAt);
  });
}
