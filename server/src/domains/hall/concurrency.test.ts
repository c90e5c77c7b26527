import { afterEach, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import {
  callRecords,
  counters,
  queueTickets,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { callNext } from "./call-next.ts";
import { finish } from "./finish.ts";
import { clerk, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { openCounter } from "./open-counter.ts";
import { takeNumber } from "./take-number.ts";

let hall: HallFixture;
afterEach(() => hall.close());

async function open(counterCount: number): Promise<void> {
  hall = await openHall({ counterCount });
  for (let number = 1; number <= counterCount; number += 1) {
    const opened = await openCounter(hall.deps, clerk(`s${number}`), `counter-${number}`);
    expect(opened.ok).toBe(true);
  }
}

function take(deps: Deps, key: string, serviceId = "A") {
  return takeNumber(deps, kiosk(key), { hallId: "hall", serviceId, priority: "normal" });
}

test.each([2, 8])("%i counters press next at the same moment, again and again", async (count) => {
  await open(count);
  for (let n = 0; n < count * 5; n += 1) await take(hall.deps, `k${n}`);
  await pressNextUntilEmpty(() => hall.deps, count);
  expect(await calls()).toEqual(everyNumberOnce(count * 5));
});

test.each([2, 8])("%i counters on two handles of one database", async (count) => {
  await open(count);
  const handles = [hall.deps, await hall.another()];
  for (let n = 0; n < count * 5; n += 1) await take(hall.deps, `k${n}`);
  await pressNextUntilEmpty((counter) => handles[counter % 2]!, count);
  expect(await calls()).toEqual(everyNumberOnce(count * 5));
});

async function pressNextUntilEmpty(depsOf: (counter: number) => Deps, count: number) {
  const press = async (n: number): Promise<boolean> => {
    const called = await callNext(depsOf(n), clerk(`s${n}`), `counter-${n}`);
    if (!called.ok && called.code !== "nobody-waiting") throw new Error(called.code);
    return called.ok;
  };
  for (let busy = true; busy;) {
    const round = Array.from({ length: count }, (_, index) => index + 1);
    const outcomes = await Promise.all(round.map(press));
    busy = outcomes.includes(true);
    const held = round.filter((_, index) => outcomes[index]);
    await Promise.all(held.map((n) => finish(depsOf(n), clerk(`s${n}`), `counter-${n}`)));
  }
}

/** What the hall's call records, tickets and counters say together. */
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

test("numbers have no gaps and no twins on two handles, with commands sent twice", async () => {
  await open(1);
  const handles = [hall.deps, await hall.another()];
  const random = seededRandom(20261123);
  const commands = Array.from({ length: 60 }, (_, n) => ({
    key: `k${n}`,
    serviceId: random.next() < 0.6 ? "A" : "B",
  }));
  const sent = commands.flatMap((one) => (random.next() < 0.4 ? [one, one] : [one]));
  const slips = await Promise.all(
    sent.map(({ key, serviceId }, n) => take(handles[n % 2]!, key, serviceId)),
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
