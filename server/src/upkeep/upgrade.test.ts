import { afterEach, describe, expect, test } from "vitest";
import { audit, subjectKey } from "@warmline/shared/audit/model.ts";
import { callRecords, counters, queueTickets } from "@warmline/shared/hall/model.ts";
import { EPOCH, instantOf } from "@warmline/shared/kernel/time.ts";
import { lookupGrants } from "@warmline/shared/kiosk/model.ts";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import { StoreUnusable, type Store } from "@warmline/shared/store/port.ts";
import {
  upgradeRuns,
  type FormerDocument,
  type FormerStore,
  type Upgrade,
} from "@warmline/shared/store/upgrade.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { upgradesWith } from "@warmline/shared/upgrades.ts";
import { systemClock } from "../engines.ts";
import { collections } from "../modules.ts";
import { upgradeStore, type UpgradeOptions } from "../platform/stores/upgrade.ts";
import { verifyStore } from "../platform/stores/verify-store.ts";
import { sha256 } from "../domains/ledger/index.ts";
import { verifyJournal } from "../domains/ledger/verify.ts";
import { MONGO_URL, oldMongo, oldSqlite, type OldStore } from "./fixture.ts";
import { FORMER_FIELDS, SHAPES } from "./testing.ts";

const DROPPED = new Set([
  "matters",
  "caseActs",
  "staffGuards",
  "registrations",
  "priceGuards",
  "pulseLeases",
]);
const RENAMED = new Map([
  ["turns", "queueTickets"],
  ["journalWalks", "verificationRuns"],
]);

const ENGINES = [
  { engine: "SQLite", make: oldSqlite, missing: false },
  { engine: "MongoDB", make: oldMongo, missing: MONGO_URL === undefined },
];

const upgrades = upgradesWith(sha256);
/** Made anew from the journal: their own test holds them to the fen. */
const JOURNAL = new Set(["entries", "accounts"]);
/** An upgrade cut short a dozen times writes for seconds, and longer beside other suites. */
const LONG = { timeout: 180_000 };

let old: OldStore | undefined;
let store: Store | undefined;

afterEach(async () => {
  await store?.close();
  await old?.remove();
  old = store = undefined;
});

async function upgrade(of: OldStore, more: Partial<UpgradeOptions> = {}): Promise<void> {
  const site = (await of.site())!;
  try {
    const options = { site, upgrades, collections, clock: systemClock };
    await upgradeStore({ ...options, ...more });
    await site.finish();
  } finally {
    await site.close();
  }
}

/** The upgrade of one collection, to which a household seems not to be there. */
const without = (name: string, householdId: string) => (one: Upgrade) =>
  one.from !== name
    ? one
    : {
        ...one,
        make: (chunk: readonly FormerDocument[], former: FormerStore) =>
          one.make(chunk, {
            ...former,
            where: async (...asked) =>
              (await former.where(...asked)).filter(({ id }) => id !== householdId),
          }),
      };

async function everything(of: Store, ids: Map<string, readonly string[]>) {
  const found = new Map<string, Stored[]>();
  for (const [name, some] of ids) {
    const known = collections.find((one) => one.name === name) ?? collection(name);
    found.set(name, await of.getMany(known, some));
  }
  return found;
}

describe.each(ENGINES)("the store of commit 2811743 on $engine", ({ make, missing }) => {
  test.skipIf(missing)("every document of every collection is there in today's shape", async () => {
    old = await make();
    const former = await old.former();
    await upgrade(old);
    store = await old.open();
    const ids = new Map(
      [...former]
        .filter(([name]) => !DROPPED.has(name) && !JOURNAL.has(name))
        .map(([name, some]) => [RENAMED.get(name) ?? name, [...some.keys()]]),
    );
    const now = await everything(store, ids);
    const run = (await store.get(upgradeRuns, String(STORE_VERSION)))!;
    expect(run).toMatchObject({ state: "done", from: 1 });
    for (const [name, some] of ids) {
      const documents = now.get(name)!;
      expect(
        documents.map(({ id }) => id),
        name,
      ).toEqual(some);
      expect(run.placed[name], name).toBe(some.length);
      const shape = SHAPES[name];
      for (const document of documents) {
        const { id } = document;
        // What the upgrade changes has the shape of today, all else is what it was.
        const wanted = shape === undefined ? former.get(name)!.get(id) : shape.parse(document);
        expect(document, `${name}/${id}`).toEqual(wanted);
        expect(JSON.stringify(document)).not.toMatch(FORMER_FIELDS);
      }
    }
  });

  test.skipIf(missing)("what was moved is what it was, and can be worked with", async () => {
    old = await make();
    const former = await old.former();
    await upgrade(old);
    store = await old.open();
    const [[id, turn]] = [...former.get("turns")!] as [[string, Record<string, unknown>]];
    const { take: _, ...kept } = turn;
    const ticket = (await store.get(queueTickets, id))!;
    expect(ticket).toEqual(kept);
    const called = [...former.get("callRecords")!.values()].find(({ choice }) => choice)!;
    const record = (await store.get(callRecords, String(called["id"])))!;
    expect(record.ticketId).toBe(called["turnId"]);
    expect(record.choice!.candidates[0]!.ticketId).toBeDefined();
    const counter = [...former.get("counters")!.values()].find((one) => "lastTurnId" in one)!;
    expect(await store.get(counters, String(counter["id"]))).toMatchObject({
      lastTicketId: counter["lastTurnId"],
    });
    const [grant] = [...former.get("lookupGrants")!.values()];
    expect((await store.get(lookupGrants, String(grant!["id"])))!.tokenHash).toBe(
      grant!["wordHash"],
    );
    // The trail is found by the names of today.
    const subject = `queueTickets/${id}`;
    const range = { from: subjectKey(subject, EPOCH), to: subjectKey(subject, instantOf(1e15)) };
    const trail = await store.find(audit, { index: "bySubject", ...range });
    expect(trail.length).toBeGreaterThan(0);
    for (const { subjects } of trail) expect(subjects).toContain(subject);
    const again = { ...ticket, id: "twice" } as unknown as Parameters<typeof insert>[1];
    const twice = await store.commit([insert(queueTickets as Collection, again)]);
    expect(twice).toMatchObject({ ok: false, conflict: { kind: "unique", key: "number" } });
  });

  test.skipIf(missing)("the chain holds all of it from the first commit on", async () => {
    old = await make();
    await upgrade(old);
    store = await old.open();
    const { findings, documents } = await verifyStore(store, collections);
    expect(findings).toEqual([]);
    const run = (await store.get(upgradeRuns, "2"))!;
    const placed = Object.values(run.placed).reduce((sum, count) => sum + count, 0);
    expect(documents).toBe(placed + 1);
    const journal = await verifyJournal(store);
    expect(journal).toMatchObject({ households: 16, findings: [] });
    expect(journal.entries).toBe(run.placed["entries"]);
  });

  test.skipIf(missing)("is refused until it is upgraded, in one sentence", async () => {
    old = await make();
    await expect(old.open()).rejects.toThrow(StoreUnusable);
    await expect(old.open()).rejects.toThrow(/is of version 1.*npm run upgrade/);
  });

  test.skipIf(missing)(
    "cut short after every chunk in turn it comes to the same",
    LONG,
    async () => {
      old = await make();
      const whole = await make();
      await upgrade(whole);
      for (let cuts = 1; ; cuts += 1) {
        let chunks = 0;
        const onProgress = () => {
          if (++chunks === 6) throw new Error("cut");
        };
        const done = await upgrade(old, { onProgress }).then(
          () => true,
          (error: Error) => {
            expect(error.message).toBe("cut");
            return false;
          },
        );
        if (done) break;
        expect(cuts).toBeLessThan(30);
        await expect(old.open()).rejects.toThrow(StoreUnusable);
      }
      const [one, other] = [await old.open(), await whole.open()];
      const run = (await one.get(upgradeRuns, "2"))!;
      const expected = (await other.get(upgradeRuns, "2"))!;
      expect({ placed: run.placed, taken: run.taken }).toEqual({
        placed: expected.placed,
        taken: expected.taken,
      });
      const sizes = async (of: Store) => (await of.read(0, 100)).map(({ writes }) => writes.length);
      expect(await sizes(one)).toEqual(await sizes(other));
      expect(await one.head()).toBeGreaterThan(20);
      expect((await verifyStore(one, collections)).findings).toEqual([]);
      await one.close();
      await other.close();
      await whole.remove();
    },
  );

  test.skipIf(missing)("two documents under one new unique key stop it, by name", async () => {
    old = await make();
    const things = collection("seasons", { unique: { days: ["days"] } });
    const others = collections.filter(({ name }) => name !== "seasons");
    const stopped = upgrade(old, { collections: [...others, things] });
    await expect(stopped).rejects.toThrow(/seasons\/2026-2027 collides.*unique key days/);
    await expect(stopped).rejects.toThrow(StoreUnusable);
    await expect(old.open()).rejects.toThrow(StoreUnusable);
  });

  test.skipIf(missing)("money of a household that is not there stops it, by name", async () => {
    for (const name of ["entries", "accounts"]) {
      old = await make();
      const [[id, one]] = [...(await old.former()).get(name)!] as [[string, { id: string }]];
      const { householdId = id } = one as { householdId?: string };
      const stopped = upgrade(old, { upgrades: upgrades.map(without(name, householdId)) });
      await expect(stopped).rejects.toThrow(StoreUnusable);
      await expect(stopped).rejects.toThrow(
        new RegExp(`^${name}/.+ is of the household ${householdId}, which is not there`),
      );
      await expect(old.open()).rejects.toThrow(StoreUnusable);
      await old.remove();
    }
    old = undefined;
  });

  test.skipIf(missing)("several collections may be made into others together", async () => {
    old = await make();
    const households = [...(await old.former()).get("households")!.keys()];
    const sums = collection<Stored & { entries: number; seq: number }>("sums");
    const together: Upgrade = {
      version: STORE_VERSION,
      from: "households",
      how: "add",
      into: ["sums"],
      async make(chunk, former) {
        const ids = chunk.map(({ id }) => id);
        const entries = await former.where("entries", "householdId", ids);
        const accounts = await former.where("accounts", "id", ids);
        return accounts.map(({ id, seq }) => {
          const mine = entries.filter(({ householdId }) => householdId === id);
          return { collection: "sums", document: { id, rev: 1, seq, entries: mine.length } };
        });
      },
    };
    await upgrade(old, { upgrades: [...upgrades, together] });
    store = await old.open([sums]);
    expect(await old.site()).toBeNull();
    const found = await store.getMany(sums, households);
    expect(found).toHaveLength(16);
    for (const { entries, seq } of found) expect(entries).toBe(seq);
  });
});
