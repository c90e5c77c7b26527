import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { verifyJournal } from "@warmline/server/domains/ledger/verify.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { incidents } from "@warmline/shared/incidents/model.ts";
import { canonical } from "@warmline/shared/kernel/canonical.ts";
import { addDays, cityDate, later, startOfDay } from "@warmline/shared/kernel/time.ts";
import { dunningCases, dunningEvents } from "@warmline/shared/dunning/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { accounts, owedFen } from "@warmline/shared/ledger/account.ts";
import { books } from "@warmline/shared/ledger/books.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { shifts, standingCount } from "@warmline/shared/ledger/shift.ts";
import { requests } from "@warmline/shared/requests/model.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { DemoCity } from "@warmline/shared/demo/model.ts";
import { demoCityOf } from "../marker.ts";
import { HALLS } from "../places.ts";
import { seedDemoCity } from "../seed.ts";
import { liveLately } from "./index.ts";

/** A whole city is made, also on a busy machine. */
const SEEDING_MS = 60_000;
const OPTIONS = { households: 200, seasons: 3, seed: 7 };
const TOLD = [
  books,
  shifts,
  incidents,
  requests,
  cases,
  payments,
  dunningEvents,
] as readonly Collection<Stored>[];

const servers: TestServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function emptyCity(): Promise<Deps> {
  const server = await startTestServer({ DEMO: "true" });
  servers.push(server);
  return server.deps;
}

/** Without hashes: they hang on the city's secret, which differs each time. */
async function everything({ store }: Deps): Promise<string[]> {
  const all: string[] = [];
  for (let position = 0, batch; ; position = batch.at(-1)!.position) {
    batch = await store.read(position, 500);
    if (batch.length === 0) return all;
    for (const { collection, id } of batch.flatMap(({ writes }) => writes)) {
      const told = TOLD.find(({ name }) => name === collection);
      if (told === undefined) continue;
      all.push(canonical([collection, await store.get(told, id)]).replace(/[0-9a-f]{64}/g, ""));
    }
  }
}

describe("the last days of a demo city", () => {
  let deps: Deps;
  let city: DemoCity;
  beforeAll(async () => {
    deps = await emptyCity();
    await seedDemoCity(deps, { ...OPTIONS, lately: (made) => liveLately(deps, made) });
    city = (await demoCityOf(deps.store))!;
  }, SEEDING_MS);
  const all = <D extends Stored>(of: Collection<D>, index: string) =>
    deps.store.find(of, { index, limit: 1_000 });

  it("have a flat sold, whose former holder still owes what they owed", async () => {
    const held = (await deps.store.find(households, { index: "number", limit: 1_000 })).find(
      ({ formerHolders }) => formerHolders !== undefined,
    )!;
    const [own, former] = await deps.store.getMany(accounts, [held.id, `${held.id}.1`]);
    expect(owedFen(own!)).toBe(0);
    expect(owedFen(former!)).toBeGreaterThan(0);
  });

  it("have each hall's days closed but today, each till counted, one with too little", async () => {
    const days = await all(books, "byOffice");
    const today = cityDate(city.madeAt);
    const ended = [addDays(today, -2), addDays(today, -1)];
    expect(days.map(({ office, day }) => `${office} ${day}`)).toEqual(
      HALLS.map(({ id }) => id)
        .toSorted()
        .flatMap((hall) => ended.map((day) => `${hall} ${day}`)),
    );
    for (const { state, closings } of days) {
      expect(state).toBe("closed");
      expect(closings.at(-1)?.sheet?.totals.receipts.count).toBe(3);
    }
    const counts = (await all(shifts, "byDay")).map((one) => standingCount(one)!);
    expect(counts).toHaveLength(days.length);
    const wrong = counts.filter((one) => one.countedFen !== one.expectedFen);
    expect(wrong).toMatchObject([{ reason: expect.any(String), entryId: expect.any(String) }]);
  });

  it("have payments in several ways, and for several households", async () => {
    const [xicheng] = await all(books, "byOffice");
    const rows = xicheng!.closings.at(-1)!.sheet!.totals.rows;
    expect(new Set(rows.map(({ method }) => method))).toEqual(new Set(["cash", "card"]));
    expect((await verifyJournal(deps.store)).findings).toEqual([]);
  });

  it("have an outage that cases joined, and a leak that is repaired", async () => {
    const told = await all(incidents, "byOpen");
    expect(new Map(told.map(({ kind, state }) => [kind, state]))).toEqual(
      new Map([
        ["outage", "confirmed"],
        ["leak", "restored"],
      ]),
    );
    const outage = told.find(({ kind }) => kind === "outage")!;
    expect(outage.history.map(({ kind }) => kind)).toContain("confirmed");
    const where = { incidentId: outage.id, open: true };
    const joined = await deps.store.find(cases, { index: "byIncident", where, limit: 100 });
    expect(joined.length).toBeGreaterThan(1);
  });

  it("have debtors who are dunned: listed, reminded, promising, held", async () => {
    const events = await all(dunningEvents, "byAccount");
    const kinds = events.map(({ fact }) => fact.kind).toSorted();
    expect(kinds).toEqual(["hold", "promise", "step", "step"]);
    const where = { nextKind: "reminder" };
    const listed = await deps.store.find(dunningCases, { index: "byKind", where });
    expect(listed.length).toBeGreaterThan(0);
  });

  it("have some requests that were approved, and three that wait", async () => {
    const asked = await all(requests, "byState");
    expect(asked.map(({ command, state }) => `${command} ${state}`).toSorted()).toEqual([
      "catalogue.change executed",
      "contracts.change-stops executed",
      "ledger.relieve executed",
      "ledger.relieve pending",
      "ledger.reverse pending",
      "ledger.write-off executed",
      "premises.change-spaces pending",
    ]);
  });

  it.each([10, 45, 9 * 60, 23 * 60 + 50])(
    "are lived whatever the hour, %i minutes after midnight",
    async (minutes) => {
      const other = await emptyCity();
      const now = later(startOfDay(cityDate(city.madeAt)), minutes * 60_000);
      const lately = (made: DemoCity) => liveLately(other, made);
      await seedDemoCity({ ...other, clock: { now: () => now } }, { ...OPTIONS, lately });
      const homes = await other.store.find(households, { index: "number", limit: 1_000 });
      expect(homes.filter(({ formerHolders }) => formerHolders !== undefined)).toHaveLength(1);
    },
    SEEDING_MS,
  );

  it(
    "are the same when they are begun again, wherever they were broken off",
    async () => {
      const whole = await everything(deps);
      const broken = await emptyCity();
      const clock = { now: () => city.madeAt };
      let left = 40;
      const failing: Deps = {
        ...broken,
        store: {
          ...broken.store,
          commit: (...asked) => {
            left -= 1;
            return left < 0
              ? Promise.reject(new Error("power cut"))
              : broken.store.commit(...asked);
          },
        },
      };
      const lately = (made: DemoCity) => liveLately(failing, made);
      const options = { ...OPTIONS, lately };
      await expect(seedDemoCity({ ...broken, clock }, options)).rejects.toThrow("power cut");
      left = Infinity;
      await seedDemoCity(broken, options);
      expect(await everything(broken)).toEqual(whole);
    },
    SEEDING_MS,
  );
});
