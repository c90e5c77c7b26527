import { describe, expect, test } from "vitest";
import type { Store } from "../port.ts";
import { insert, replace, type Write } from "../write.ts";
import { counters, fixture, things, type OpenedStore, type OpenStore } from "./fixture.ts";

/** Long commits: an engine that shows them piece by piece is caught at it. */
const COMPANY = 150;
const ROUNDS = 20;

/** No answer shows half of a commit, and none is older than the one before it. */
export function readContract(name: string, open: OpenStore): void {
  describe(`${name}: answers while others write`, () => {
    readTests(fixture(open));
  });
}

/**
 * What every commit of the test leaves true: `left` and `right` of both collections have the same
 * number, and of the two things exactly one holds the token, which changes hands each time.
 */
async function writeRounds(store: Store, prefix: string): Promise<void> {
  for (let written = 0; written < ROUNDS;) {
    const result = await store.commit(await nextRound(store, prefix));
    if (result.ok) written += 1;
  }
}

const company = (prefix: string) =>
  Array.from({ length: COMPANY }, (_, place) => `${prefix}-company-${place}`);

async function nextRound(store: Store, prefix: string): Promise<Write[]> {
  const [left, right] = [`${prefix}-left`, `${prefix}-right`];
  const [one, two] = await store.getMany(things, [left, right]);
  const many = await store.getMany(counters, [left, ...company(prefix), right]);
  const rank = (one?.rank ?? 0) + 1;
  const holder = { kind: prefix, phones: [prefix] };
  const other = { kind: `${prefix}-none`, phones: [] };
  const [first, second] = rank % 2 === 0 ? [holder, other] : [other, holder];
  const bodies = [
    { id: left, rank, ...first },
    { id: right, rank, ...second },
  ] as const;
  if (one === undefined || two === undefined) {
    const ids = [left, ...company(prefix), right];
    return [
      insert(things, bodies[0]),
      ...ids.map((id) => insert(counters, { id, value: rank })),
      insert(things, bodies[1]),
    ];
  }
  return [
    replace(things, one, bodies[0]),
    ...many.map((counter) => replace(counters, counter, { id: counter.id, value: rank })),
    replace(things, two, bodies[1]),
  ];
}

type Look = (store: Store, prefix: string) => Promise<unknown>;

/** Each answers null when all is as it must be, else what it saw. */
const LOOKS: Readonly<Record<string, Look>> = {
  "one getMany of two documents": async (store, prefix) => {
    const ids = [`${prefix}-left`, ...company(prefix), `${prefix}-right`];
    const values = new Set((await store.getMany(counters, ids)).map(({ value }) => value));
    return values.size === 1 ? null : [...values];
  },
  "one find of several documents": async (store, prefix) => {
    const found = await store.find(things, { index: "byRank", from: 1 });
    const own = found.filter(({ id }) => id.startsWith(prefix));
    return own.length === 2 && own[0]?.rank === own[1]?.rank ? null : own;
  },
  "a find of what moves from document to document": async (store, prefix) => {
    const found = await store.find(things, { index: "byKind", where: { kind: prefix } });
    return found.length === 1 ? null : found;
  },
  "the same by an each-index": async (store, prefix) => {
    const found = await store.find(things, { index: "byPhone", where: { phones: prefix } });
    return found.length === 1 ? null : found;
  },
  "a page of it": async (store, prefix) => {
    const where = { kind: [prefix, `${prefix}-none`] };
    const found = await store.find(things, { index: "byKind", where, limit: 1 });
    return found.length === 1 ? null : found;
  },
  "a document of one collection, then of another": async (store, prefix) => {
    const thing = await store.get(things, `${prefix}-right`);
    const counter = await store.get(counters, `${prefix}-right`);
    return counter!.value >= thing!.rank! ? null : [thing, counter];
  },
  "the other way round": async (store, prefix) => {
    const counter = await store.get(counters, `${prefix}-left`);
    const thing = await store.get(things, `${prefix}-left`);
    return thing!.rank! >= counter!.value ? null : [counter, thing];
  },
  "a find, then a document": async (store, prefix) => {
    const [thing] = await store.find(things, { index: "byKind", where: { kind: prefix } });
    const counter = await store.get(counters, `${prefix}-right`);
    return counter!.value >= thing!.rank! ? null : [thing, counter];
  },
  "a sum, then documents": async (store, prefix) => {
    const where = { kind: [prefix, `${prefix}-none`] };
    const rows = await store.group(things, { index: "byKind", where, by: [], sum: ["rank"] });
    const counter = await store.get(counters, `${prefix}-left`);
    return 2 * counter!.value >= rows[0]!.sums["rank"]! ? null : [rows, counter];
  },
};

function readTests(opened: () => OpenedStore): void {
  test("are each of one moment, and later ones never older", { timeout: 120_000 }, async () => {
    const { store, reopen } = opened();
    const [second, reader] = [await reopen(), await reopen()];
    const prefix = "atomic";
    await store.commit(await nextRound(store, prefix));
    const torn: unknown[] = [];
    let writing = true;
    const looking = Object.entries(LOOKS).map(async ([name, look]) => {
      while (writing) {
        // A turn: an engine in this process answers without one, and nobody would write.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const seen = await look(reader, prefix);
        if (seen !== null) torn.push({ [name]: seen });
      }
    });
    await Promise.all([writeRounds(store, prefix), writeRounds(second, prefix)]);
    writing = false;
    await Promise.all(looking);
    expect(torn).toEqual([]);
    for (const other of [second, reader]) await other.close();
  });
}
