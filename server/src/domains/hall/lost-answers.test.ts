import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { counters, queueTickets, type QueueTicket } from "@warmline/shared/hall/model.ts";
import { OutcomeUnknown, StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openCounter } from "./counter-commands.ts";
import { counterStaff, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { takeNumber } from "./take-number.ts";

const COUNTERS = 8;
let hall: HallFixture;
beforeEach(async () => {
  hall = await openHall({ counterCount: COUNTERS });
});
afterEach(async () => {
  vi.useRealTimers();
  await hall.close();
});

/** The same dependencies over a store that commits as `commit` says. */
function over(commit: Store["commit"]): Deps {
  return { ...hall.deps, store: { ...hall.deps.store, commit } };
}

function take(deps: Deps, key: string) {
  const input = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
  return runCommand(deps, kiosk(key), takeNumber, input);
}

function ticketsOfToday(): Promise<QueueTicket[]> {
  const where = { hallId: "hall", day: "2026-11-23" };
  return hall.deps.store.find(queueTickets, { index: "byDay", where });
}

test("a lost answer never makes a second number for the same key", async () => {
  const loses = over(async (writes, guards) => {
    await hall.deps.store.commit(writes, guards);
    throw new OutcomeUnknown("the engine did not answer");
  });
  for (const key of ["k1", "k2"]) {
    await expect(take(loses, key)).rejects.toThrow(OutcomeUnknown);
    await expect(take(loses, key)).resolves.toMatchObject({ ok: true });
  }
  const again = await take(hall.deps, "k1");
  expect(again).toMatchObject({ ok: true, value: { label: "A001", peopleAhead: 0 } });
  expect((await ticketsOfToday()).map(({ label }) => label)).toEqual(["A001", "A002"]);
});

test("whoever waited too long for others is told so, and not booked later", async () => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  const stuck = Promise.withResolvers<never>();
  const reached = Promise.withResolvers<void>();
  const deps = over(async () => {
    reached.resolve();
    return stuck.promise;
  });
  const pressed = Array.from({ length: COUNTERS }, (_, index) =>
    runCommand(deps, counterStaff(`s${index}`), openCounter, { id: `counter-${index + 1}` }),
  );
  await reached.promise;
  vi.advanceTimersByTime(10_000);
  const [first, ...others] = pressed;
  // At their own deadline, not one after the other as each before them gives up.
  expect(await Promise.all(others)).toEqual(others.map(() => ({ ok: false, code: "busy" })));
  stuck.reject(new StoreUnavailable("nobody answers"));
  await expect(first).rejects.toThrow(StoreUnavailable);
  const where = { hallId: "hall" };
  const rows = await hall.deps.store.find(counters, { index: "byHall", where });
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => "closed"));
});
