import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import {
  callRecords,
  counters,
  queueTickets,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { callNext } from "./call-commands.ts";
import { closeCounter, openCounter, pauseCounter } from "./counter-commands.ts";
import {
  counterStaff,
  ENGINES,
  interrupted,
  kiosk,
  openHall,
  type Engine,
  type HallFixture,
} from "./fixture.ts";
import { takeNumber } from "./take-number.ts";
import { finish } from "./ticket-commands.ts";
import { transfer } from "./transfer-commands.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let hall: HallFixture;
afterEach(() => hall.close());

async function open(counterCount: number, engine: Engine = "sqlite"): Promise<void> {
  hall = await openHall({ counterCount, engine });
  for (let number = 1; number <= counterCount; number += 1) await sit(hall.deps, number);
}

async function sit(deps: Deps, number: number, staffId = `s${number}`): Promise<void> {
  const input = { id: `counter-${number}` };
  const opened = await runCommand(deps, counterStaff(staffId), openCounter, input);
  expect(opened.ok).toBe(true);
}

/** Asked again while it is busy, as kiosks do: nothing was written then. */
async function take(deps: Deps, key: string, serviceId = "A") {
  const input = { hallId: "hall", serviceId, priority: "normal" } as const;
  for (;;) {
    const slip = await runCommand(deps, kiosk(key), takeNumber, input);
    if (slip.ok || slip.code !== "busy") return slip;
  }
}

function press(deps: Deps, number: number) {
  return runCommand(deps, counterStaff(`s${number}`), callNext, { id: `counter-${number}` });
}

describe.each(ENGINES)("on $engine", ({ engine, missing }) => {
  describe.skipIf(missing)("with WARMLINE_TEST_MONGO_URL", () => {
    test.each([2, 8])("%i counters of one process press next at the same moment", async (count) => {
      await open(count, engine);
      for (let n = 0; n < count * 5; n += 1) await take(hall.deps, `k${n}`);
      await pressNextUntilEmpty(() => hall.deps, count);
      expect(await calls()).toEqual(everyNumberOnce(count * 5));
    });

    test.each([2, 8])("%i counters of two processes", async (count) => {
      await open(count, engine);
      const processes = [hall.deps, await hall.another()];
      for (let n = 0; n < count * 5; n += 1) await take(hall.deps, `k${n}`);
      await pressNextUntilEmpty((counter) => processes[counter % 2]!, count);
      expect(await calls()).toEqual(everyNumberOnce(count * 5));
    });

    test("two processes leave no gap and give no number twice, commands sent twice", async () => {
      await open(1, engine);
      const processes = [hall.deps, await hall.another()];
      const random = seededRandom(20261123);
      const commands = Array.from({ length: 60 }, (_, n) => ({
        key: `k${n}`,
        serviceId: random.next() < 0.6 ? "A" : "B",
      }));
      const sent = commands.flatMap((one) => (random.next() < 0.4 ? [one, one] : [one]));
      const slips = await Promise.all(
        sent.map(({ key, serviceId }, n) => take(processes[n % 2]!, key, serviceId)),
      );
      const labels = new Map<string, string>();
      for (const [place, slip] of slips.entries()) {
        if (!slip.ok) throw new Error(slip.code);
        const { key } = sent[place]!;
        expect(slip.value.label).toBe(labels.get(key) ?? slip.value.label);
        labels.set(key, slip.value.label);
      }
      expect(new Set(labels.values()).size).toBe(60);
      for (const series of ["A", "B"]) {
        const numbers = (await ticketsOfToday())
          .filter((ticket) => ticket.series === series)
          .map(({ sequence }) => sequence);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      }
    });

    test("one person sits at one counter, however often two are asked for at once", async () => {
      hall = await openHall({ engine });
      const processes = [hall.deps, await hall.another()];
      const me = counterStaff("s1");
      for (let round = 0; round < 40; round += 1) {
        const outcomes = await Promise.all(
          ["counter-1", "counter-2"].map((id, place) =>
            runCommand(processes[place]!, me, openCounter, { id }),
          ),
        );
        const codes = outcomes.map((one) => (one.ok ? "ok" : one.code)).toSorted();
        expect(codes).toEqual(["ok", "staff-elsewhere"]);
        const [mine, ...more] = await countersOf("s1");
        expect(more).toEqual([]);
        await runCommand(hall.deps, me, closeCounter, { id: mine?.id ?? "" });
      }
    });
  });
});

async function pressNextUntilEmpty(depsOf: (counter: number) => Deps, count: number) {
  const pressed = async (n: number): Promise<boolean> => {
    const called = await press(depsOf(n), n);
    if (!called.ok && called.code !== "nobody-waiting") throw new Error(called.code);
    return called.ok;
  };
  for (let busy = true; busy;) {
    const round = Array.from({ length: count }, (_, index) => index + 1);
    const outcomes = await Promise.all(round.map(pressed));
    busy = outcomes.includes(true);
    const held = round.filter((_, index) => outcomes[index]);
    await Promise.all(
      held.map((n) => runCommand(depsOf(n), counterStaff(`s${n}`), finish, { id: `counter-${n}` })),
    );
  }
}

/** What the hall's call records, tickets and counters hold together. */
async function calls() {
  const where = { hallId: "hall" };
  const { store } = hall.deps;
  const records = await store.find(callRecords, { index: "byHall", where, limit: 1000 });
  const rows = await store.find(counters, { index: "byHall", where });
  return {
    callSeqs: records.map(({ callSeq }) => callSeq),
    labels: new Set(records.map(({ label }) => label)).size,
    tickets: (await ticketsOfToday()).map((ticket) => `${ticket.calls} ${ticket.state}`),
    inHand: rows.filter(({ ticketId }) => ticketId !== undefined).length,
  };
}

function everyNumberOnce(count: number) {
  return {
    callSeqs: Array.from({ length: count }, (_, index) => index + 1),
    labels: count,
    tickets: Array.from({ length: count }, () => "1 finished"),
    inHand: 0,
  };
}

function ticketsOfToday(): Promise<QueueTicket[]> {
  return hall.deps.store.find(queueTickets, {
    index: "byDay",
    where: { hallId: "hall", day: "2026-11-23" },
    limit: 1000,
  });
}

function countersOf(staffId: string) {
  return hall.deps.store.find(counters, { index: "byStaff", where: { staffId } });
}

describe("what another process does between reading and committing", () => {
  let elsewhere: Deps;
  beforeEach(async () => {
    hall = await openHall();
    elsewhere = await hall.another();
  });

  test("sitting down at another counter is seen", async () => {
    const { deps } = interrupted(hall.deps, () => sit(elsewhere, 2, "s1"));
    const outcome = await runCommand(deps, counterStaff("s1"), openCounter, { id: "counter-1" });
    expect(outcome).toMatchObject({ ok: false, code: "staff-elsewhere", detail: { number: 2 } });
    expect((await countersOf("s1")).map(({ id }) => id)).toEqual(["counter-2"]);
  });

  test("somebody else who sits down at the very counter is seen", async () => {
    const { deps } = interrupted(hall.deps, () => sit(elsewhere, 1, "s2"));
    const outcome = await runCommand(deps, counterStaff("s1"), openCounter, { id: "counter-1" });
    expect(outcome).toMatchObject({ ok: false, code: "counter-taken" });
  });

  test("a call of the same number is: the next one is called instead", async () => {
    await Promise.all([sit(hall.deps, 1), sit(hall.deps, 2)]);
    await take(hall.deps, "k1");
    await take(hall.deps, "k2");
    const { deps, seen } = interrupted(hall.deps, () => press(elsewhere, 2));
    const called = await press(deps, 1);
    expect(called.ok && called.value.ticket?.label).toBe("A002");
    expect(seen.commits).toBe(2);
  });

  test("numbers taken and tickets finished do not make a call begin anew", async () => {
    await Promise.all([sit(hall.deps, 1), sit(hall.deps, 2)]);
    for (const key of ["k1", "k2"]) await take(hall.deps, key);
    await press(elsewhere, 2);
    const { deps, seen } = interrupted(hall.deps, async () => {
      await take(elsewhere, "k3");
      const done = await runCommand(elsewhere, counterStaff("s2"), finish, { id: "counter-2" });
      expect(done.ok).toBe(true);
    });
    const called = await press(deps, 1);
    expect(called.ok && called.value.ticket?.label).toBe("A002");
    expect(seen.commits).toBe(1);
  });

  test("calls do not make a number be taken anew", async () => {
    await sit(hall.deps, 1);
    await take(hall.deps, "k1");
    const { deps, seen } = interrupted(hall.deps, () => press(elsewhere, 1));
    expect(await take(deps, "k2")).toMatchObject({ ok: true, value: { label: "A002" } });
    expect(seen.commits).toBe(1);
  });

  test("nobody is sent to a counter that pauses at that moment", async () => {
    await Promise.all([sit(hall.deps, 1), sit(hall.deps, 2)]);
    await take(hall.deps, "k1");
    await press(hall.deps, 1);
    const { deps } = interrupted(hall.deps, () =>
      runCommand(elsewhere, counterStaff("s2"), pauseCounter, { id: "counter-2" }),
    );
    const to = { id: "counter-1", counterId: "counter-2" };
    const sent = await runCommand(deps, counterStaff("s1"), transfer, to);
    expect(sent).toMatchObject({ ok: false, code: "counter-not-open" });
  });

  test("the same key, taken there already, answers the slip from there", async () => {
    let there: unknown;
    const { deps } = interrupted(hall.deps, async () => {
      there = await take(elsewhere, "k1");
    });
    expect(await take(deps, "k1")).toEqual(there);
    expect(await ticketsOfToday()).toHaveLength(1);
  });
});
