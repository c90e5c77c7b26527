import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import { checkUses } from "@warmline/shared/catalogue/offer.ts";
import { customers, factsOf, identityClaims } from "@warmline/shared/households/customer.ts";
import { identityNumber, taxNumber } from "@warmline/shared/households/identity-number.ts";
import { households } from "@warmline/shared/households/model.ts";
import { usesOf } from "@warmline/shared/households/spaces.ts";
import { isHouseholdNumber } from "@warmline/shared/households/number.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { canonical } from "@warmline/shared/kernel/canonical.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import { accounts, onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { checkNext, isSettled, sameAccount } from "@warmline/shared/ledger/check.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { itemLines } from "@warmline/shared/ledger/kinds/charge.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { payments, receiptSeries } from "@warmline/shared/ledger/payment.ts";
import { accountOf, emptyPosition } from "@warmline/shared/ledger/position.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { collections as ofServer } from "@warmline/server/modules.ts";
import { openSqliteStore } from "@warmline/server/platform/stores/sqlite/open.ts";
import { claimId } from "@warmline/server/domains/households/customer-claims.ts";
import { sha256 } from "@warmline/server/domains/ledger/hash.ts";
import { demoCityOf, isEmpty } from "./marker.ts";
import { demoCities } from "@warmline/shared/demo/model.ts";
import { demoModule } from "./module.ts";
import { seedDemoCity } from "./seed.ts";

const collections = [...ofServer, ...(demoModule.collections ?? [])];
const NOW = instantOf(Date.parse("2026-11-23T06:00:00Z"));
const OPTIONS = { households: 150, seasons: 3, seed: 11 };

let folder: string;
const stores: Store[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "warmline-demo-"));
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await rm(folder, { recursive: true, force: true });
});

async function newStore(): Promise<Store> {
  const file = join(folder, `${randomUUID()}.sqlite`);
  const store = await openSqliteStore({ file, collections });
  stores.push(store);
  return store;
}

async function makeCity(seed: number): Promise<Store> {
  const store = await newStore();
  await seedDemoCity({ store, clock: { now: () => NOW } }, { ...OPTIONS, seed });
  return store;
}

/** Over every document in the order of the log, but for what is secret and so differs each time. */
async function digestOf(store: Store): Promise<string> {
  const digest = createHash("sha256");
  const secrets = new Set<string>([staff.name, demoCities.name, "devices"]);
  const byName = new Map(collections.map((each) => [each.name, each as Collection<Stored>]));
  for (let position = 0, batch; ; position = batch.at(-1)!.position) {
    batch = await store.read(position, 500);
    if (batch.length === 0) return digest.digest("hex");
    for (const { collection, id, rev } of batch.flatMap(({ writes }) => writes)) {
      if (secrets.has(collection)) continue;
      const document = await store.get(byName.get(collection)!, id);
      digest.update(canonical({ collection, rev, document }));
    }
  }
}

async function everyEntry(store: Store): Promise<Map<string, Entry[]>> {
  const streams = new Map<string, Entry[]>();
  let page: Entry[] = [];
  do {
    const after = page.at(-1);
    page = await store.find(entries, {
      index: "seq",
      limit: 1_000,
      ...(after && { after }),
    });
    for (const entry of page) {
      const accountId = entry.streamId.slice("account/".length);
      streams.set(accountId, [...(streams.get(accountId) ?? []), entry]);
    }
  } while (page.length > 0);
  return streams;
}

describe("the demo city", () => {
  it("is the same for the same seed, and another for another", async () => {
    const [one, again, other] = await Promise.all([makeCity(11), makeCity(11), makeCity(12)]);
    const digest = await digestOf(one);
    expect(await digestOf(again)).toBe(digest);
    expect(await digestOf(other)).not.toBe(digest);
  });

  it("is finished, as it would have been, after it was interrupted anywhere", async () => {
    const whole = await digestOf(await makeCity(11));
    for (const commits of [1, 3, 9]) {
      const store = await newStore();
      expect(await isEmpty(store)).toBe(true);
      let left = commits;
      const failing: Store = {
        ...store,
        commit: (writes) => {
          left -= 1;
          return left < 0 ? Promise.reject(new Error("power cut")) : store.commit(writes);
        },
      };
      const clock = { now: () => NOW };
      await expect(seedDemoCity({ store: failing, clock }, OPTIONS)).rejects.toThrow("power cut");
      const nextDay = { now: () => later(NOW, 86_400_000) };
      await seedDemoCity({ store, clock: nextDay }, { ...OPTIONS, seed: 99 });
      expect((await demoCityOf(store))?.state).toBe("ready");
      expect(await digestOf(store), `interrupted after ${commits} commits`).toBe(whole);
    }
  });

  describe("made once", () => {
    let store: Store;
    beforeAll(async () => {
      store = await makeCity(11);
    });

    it("has books that verify: entries as rules make them, folded into accounts", async () => {
      const streams = await everyEntry(store);
      expect(streams.size).toBe(OPTIONS.households);
      for (const [accountId, stream] of streams) {
        const position = emptyPosition(accountId);
        for (const entry of stream) {
          const reversed = stream.find(({ id }) => id === entry.reverses) ?? null;
          expect(checkNext(position, entry, reversed, sha256)).toBeNull();
          expect(entry.at).toBeLessThanOrEqual(NOW);
        }
        const stored = (await store.get(accounts, accountId))!;
        expect(sameAccount(accountOf(position), stored)).toBe(true);
        expect(isSettled(stored)).toBe(true);
      }
    });

    it("has payments, prepayments and voids, and still some who owe", async () => {
      const kinds = new Map<string, number>();
      let [owed, onAccount] = [0, 0];
      for (const [accountId, stream] of await everyEntry(store)) {
        for (const { detail } of stream) kinds.set(detail.kind, (kinds.get(detail.kind) ?? 0) + 1);
        const account = (await store.get(accounts, accountId))!;
        owed += owedFen(account);
        onAccount += onAccountFen(account);
      }
      expect([...kinds.keys()].toSorted()).toEqual(["charge", "payment", "void"]);
      expect(owed).toBeGreaterThan(0);
      expect(onAccount).toBeGreaterThan(0);
    });

    it("numbers receipts without gaps, each with its payment", async () => {
      const numbers = new Map<string, number[]>();
      for (const { id, bookedOn, paymentId } of [...(await everyEntry(store)).values()].flat()) {
        if (paymentId === undefined) continue;
        const [, series = "", sequence] = /^(.+)-(\d+)$/.exec(paymentId) ?? [];
        numbers.set(series, [...(numbers.get(series) ?? []), Number(sequence)]);
        expect(series.slice(-4)).toBe(bookedOn.slice(0, 4));
        const payment = (await store.get(payments, paymentId))!;
        expect(payment.parts.map(({ entryId }) => entryId)).toEqual([id]);
      }
      for (const [series, taken] of numbers) {
        const sorted = taken.toSorted((a, b) => a - b);
        expect(sorted).toEqual(sorted.map((_, index) => index + 1));
        expect((await store.get(receiptSeries, series))?.last).toBe(sorted.length);
      }
    });

    it("has cash with change, payments in two ways, and slips of card terminals", async () => {
      const ids = [...(await everyEntry(store)).values()]
        .flat()
        .flatMap((one) => one.paymentId ?? []);
      const all = await store.getMany(payments, ids);
      const change = all.filter(({ tenders }) => tenders.some((one) => (one.changeFen ?? 0) > 0));
      expect(change.length).toBeGreaterThan(0);
      expect(all.filter(({ tenders }) => tenders.length === 2).length).toBeGreaterThan(0);
      const slips = all.flatMap(({ channel }) => channel.serial ?? []);
      expect(slips.length).toBeGreaterThan(0);
      for (const { tenders, parts } of all) expect(sumFen(tenders)).toBe(sumFen(parts));
    });

    it("has customers whose numbers pass every check, claimed, and of no region", async () => {
      const all = await store.find(customers, { index: "byId", limit: 1_000 });
      const kinds = all.map((one) => factsOf(one).kind);
      expect(new Set(kinds)).toEqual(new Set(["person", "organisation"]));
      for (const customer of all) {
        const { identity, invoice } = factsOf(customer);
        const { kind, number } = identity!;
        expect(identityNumber(kind, number)).toEqual({ ok: true, value: number });
        expect(number).toContain("999999");
        expect(taxNumber(invoice?.taxNumber ?? number).ok).toBe(true);
        const claim = await store.get(identityClaims, claimId(identity!));
        expect(claim?.customerId).toBe(customer.id);
      }
      const ids = all.map(({ id }) => id);
      const held = await store.find(households, {
        index: "byCustomer",
        where: { customerId: ids },
        limit: 1_000,
      });
      for (const { customerId, name } of held) {
        expect(name).toBe(factsOf(all.find(({ id }) => id === customerId)!).name);
      }
      expect(held.length).toBeGreaterThan(all.length);
    });

    it("has numbers and phones that the API accepts", async () => {
      const all = await store.find(households, { index: "number", limit: 1_000 });
      for (const { number, phones } of all) {
        expect(isHouseholdNumber(number)).toBe(true);
        for (const phone of phones)
          expect(normalisePhone(phone)).toEqual({ ok: true, value: phone });
      }
      const phones = all.flatMap((each) => each.phones);
      expect(new Set(phones).size).toBe(phones.length);
    });

    it("has open and closed cases whose history stands in order", async () => {
      const open = await store.find(cases, {
        index: "byOpen",
        where: { open: true },
        limit: 1_000,
      });
      const shut = await store.find(cases, {
        index: "byOpen",
        where: { open: false },
        limit: 1_000,
      });
      expect(open.length).toBeGreaterThan(5);
      expect(shut.length).toBeGreaterThan(open.length);
      for (const { history, openedAt } of [...open, ...shut]) {
        const times = history.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times[0]).toBe(openedAt);
        expect(times.at(-1)).toBeLessThanOrEqual(NOW);
      }
    });

    it("has cases most of which keep to their clocks, and some that are late", async () => {
      const all = await store.find(cases, { index: "number", limit: 1_000 });
      const visited = all.filter(({ history }) => history.some(({ kind }) => kind === "accepted"));
      for (const { history, number } of visited) {
        expect([number, history.some(({ kind }) => kind === "contacted")]).toEqual([number, true]);
      }
      for (const open of [true, false]) {
        const some = all.filter((one) => one.open === open);
        const late = some.filter(({ clocks }) =>
          clocks.some(({ due, metAt = NOW }) => metAt > due),
        );
        expect(late.length, `open: ${open}`).toBeGreaterThan(0);
        expect(late.length, `open: ${open}`).toBeLessThan(some.length / 4);
      }
    });
  });
});

it("charges to the fen what it did before the catalogue, by codes that are in it", async () => {
  const store = await makeCity(11);
  const all = await store.find(entries, { index: "seq", limit: 10_000 });
  const charged = all.filter(({ detail }) => detail.kind === "charge");
  const lines = charged.flatMap((entry) => itemLines(entry.lines));
  expect([charged.length, sumFen(lines)]).toEqual([450, 106_490_379]);
  const spaces = (await store.find(households, { index: "number" })).flatMap((one) => one.spaces);
  expect(checkUses(SEED_CATALOGUE, "2026-11-23", usesOf(spaces))).toEqual({
    ok: true,
    value: true,
  });
});
