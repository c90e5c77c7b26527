import { afterEach, beforeEach, expect, test } from "vitest";
import {
  callRecords,
  counters,
  queueTickets,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import { chooseNext } from "@warmline/shared/hall/choose.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { callNext } from "./call-next.ts";
import { closeCounter } from "./close-counter.ts";
import { finish } from "./finish.ts";
import type { PlainTicket } from "./hall.ts";
import { clerk, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { noShow } from "./no-show.ts";
import { openCounter } from "./open-counter.ts";
import { pauseCounter } from "./pause-counter.ts";
import { reinsert } from "./re-insert.ts";
import { recall } from "./recall.ts";
import { serveTicket } from "./serve-ticket.ts";
import { setCounterActive } from "./set-counter-active.ts";
import { setCounterServices } from "./set-counter-services.ts";
import { takeNumber } from "./take-number.ts";
import { transfer } from "./transfer.ts";
import { undoFinish } from "./undo-finish.ts";
import { undoTransfer } from "./undo-transfer.ts";

const MINUTE = 60_000;
const ONE = "counter-1";
const me = clerk("s1");
const other = clerk("s2");
let hall: HallFixture;

beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

type Outcome = { readonly ok: true; readonly value: unknown } | { ok: false; code: string };

const take = (key: string, input: Partial<Parameters<typeof takeNumber>[2]> = {}) =>
  takeNumber(hall.deps, kiosk(key), {
    hallId: "hall",
    serviceId: "A",
    priority: "normal",
    ...input,
  });
const open = () => openCounter(hall.deps, me, ONE);
const next = () => callNext(hall.deps, me, ONE);

async function called(key = "k1"): Promise<PlainTicket> {
  await take(key);
  const outcome = await next();
  if (!outcome.ok || outcome.value.ticket === null) throw new Error("nobody was called");
  return outcome.value.ticket;
}

function code(outcome: Outcome): string {
  return outcome.ok ? "ok" : outcome.code;
}

const nothing = async () => {};
const holding = async () => {
  await open();
  await called();
};
const finishing = () => finish(hall.deps, me, ONE);
const manager = clerk("m", ["hall-manager"]);
const elsewhere = clerk("s1", ["cashier"], "other-hall");

/** What came before, and the act that is refused. */
const refusals: [string, () => Promise<unknown>, () => Promise<Outcome>][] = [
  ["out-of-scope", nothing, () => take("k", { hallId: "other-hall" })],
  ["service-unknown", nothing, () => take("k", { serviceId: "Z" })],
  ["service-inactive", nothing, () => take("k", { serviceId: "C" })],
  ["priority-not-allowed", nothing, () => take("k", { priority: "appointment" })],
  ["household-not-found", nothing, () => take("k", { householdId: "none" })],
  ["key-reused", () => take("k"), () => take("k", { serviceId: "B" })],
  ["counter-unknown", nothing, () => openCounter(hall.deps, me, "none")],
  ["out-of-scope", nothing, () => openCounter(hall.deps, elsewhere, ONE)],
  ["counter-taken", open, () => openCounter(hall.deps, other, ONE)],
  ["staff-elsewhere", open, () => openCounter(hall.deps, me, "counter-2")],
  ["counter-not-open", nothing, next],
  ["counter-not-open", async () => (await open(), pauseCounter(hall.deps, me, ONE)), next],
  ["not-your-counter", open, () => callNext(hall.deps, other, ONE)],
  ["nobody-waiting", open, next],
  ["ticket-in-hand", holding, next],
  ["ticket-in-hand", holding, () => closeCounter(hall.deps, me, ONE)],
  ["ticket-in-hand", holding, () => undoFinish(hall.deps, me, ONE)],
  ["no-turn-in-hand", open, finishing],
  ["no-turn-in-hand", open, () => recall(hall.deps, me, ONE)],
  ["nothing-to-undo", open, () => undoFinish(hall.deps, me, ONE)],
  [
    "ticket-not-called",
    async () => (await holding(), serveTicket(hall.deps, me, ONE)),
    () => noShow(hall.deps, me, ONE),
  ],
  ["ticket-unknown", nothing, () => reinsert(hall.deps, me, "none", "end")],
  [
    "ticket-not-missed",
    holding,
    async () => reinsert(hall.deps, me, (await inHand())?.id ?? "", "end"),
  ],
  ["transfer-to-itself", holding, () => transfer(hall.deps, me, ONE, { serviceId: "A" })],
  ["transfer-to-itself", holding, () => transfer(hall.deps, me, ONE, { counterId: ONE })],
  ["service-inactive", holding, () => transfer(hall.deps, me, ONE, { serviceId: "C" })],
  ["service-unknown", holding, () => transfer(hall.deps, me, ONE, { serviceId: "Z" })],
  ["counter-not-open", holding, () => transfer(hall.deps, me, ONE, { counterId: "counter-2" })],
  ["ticket-unknown", open, () => undoTransfer(hall.deps, me, ONE, "none")],
  ["service-unknown", open, () => setCounterServices(hall.deps, me, ONE, ["Z"])],
  ["counter-not-closed", open, () => setCounterActive(hall.deps, manager, ONE, { active: false })],
  ["counter-inactive", () => setCounterActive(hall.deps, manager, ONE, { active: false }), open],
];

test.each(refusals)("refuses with %s and writes nothing", async (expected, before, act) => {
  await before();
  const head = await hall.deps.store.head();
  expect(code(await act())).toBe(expected);
  expect(await hall.deps.store.head()).toBe(head);
});

test.each([
  ["a pause", () => pauseCounter(hall.deps, me, ONE)],
  ["the end of a pause", async () => (await pauseCounter(hall.deps, me, ONE), open())],
])("%s answers with the ticket in hand", async (_, act) => {
  await holding();
  const outcome = await act();
  expect(outcome.ok && outcome.value.ticket?.label).toBe("A001");
  expect((await inHand())?.label).toBe("A001");
});

test("a no-show goes back to the end, or keeps its place", async () => {
  await open();
  const first = await called("k1");
  hall.clock.at += MINUTE;
  await take("k2");
  await noShow(hall.deps, me, ONE);
  hall.clock.at += MINUTE;
  await reinsert(hall.deps, other, first.id, "end");
  expect((await next()).ok && (await inHand())?.label).toBe("A002");
  await noShow(hall.deps, me, ONE);
  const second = (await ticketsNow()).find(({ label }) => label === "A002");
  await reinsert(hall.deps, me, second?.id ?? "", "kept");
  expect((await next()).ok && (await inHand())?.label).toBe("A002");
});

test("a finish can be undone until somebody else is called", async () => {
  await open();
  const ticket = await called();
  await finish(hall.deps, me, ONE);
  expect(code(await undoFinish(hall.deps, me, ONE))).toBe("ok");
  expect((await inHand())?.id).toBe(ticket.id);
  await finish(hall.deps, me, ONE);
  await called("k2");
  await finish(hall.deps, me, ONE);
  await undoFinish(hall.deps, me, ONE);
  expect((await inHand())?.label).toBe("A002");
});

test("a transfer keeps the place, goes to its counter alone, and can be taken back", async () => {
  await open();
  await openCounter(hall.deps, other, "counter-2");
  const ticket = await called();
  await transfer(hall.deps, me, ONE, { counterId: "counter-2" });
  expect(code(await next())).toBe("nobody-waiting");
  expect(code(await undoTransfer(hall.deps, me, ONE, ticket.id))).toBe("ok");
  const back = await inHand();
  expect([back?.id, back?.state, back?.transfers]).toEqual([ticket.id, "called", []]);
  await transfer(hall.deps, me, ONE, { counterId: "counter-2" });
  const there = await callNext(hall.deps, other, "counter-2");
  expect(there.ok && there.value.ticket?.waitingSince).toBe(ticket.takenAt);
  expect(code(await undoTransfer(hall.deps, me, ONE, ticket.id))).toBe("ticket-not-waiting");
});

test("yesterday's ticket in hand and yesterday's clerk block nothing", async () => {
  await open();
  const left = await called();
  hall.clock.at += 24 * 60 * MINUTE;
  expect(code(await finish(hall.deps, me, ONE))).toBe("counter-not-open");
  expect(code(await finish(hall.deps, manager, ONE, "昨天的"))).toBe("ticket-of-another-day");
  expect(code(await openCounter(hall.deps, other, ONE))).toBe("ok");
  const ended = await hall.deps.store.get(queueTickets, left.id);
  expect([ended?.state, ended?.periods.at(-1)?.abandoned]).toEqual(["no-show", true]);
  await take("k2");
  const fresh = await callNext(hall.deps, other, ONE);
  expect(fresh.ok && fresh.value.ticket?.label).toBe("A001");
});

test("a counter left open overnight is closed: nobody sits there any more", async () => {
  await openCounter(hall.deps, other, "counter-2");
  hall.clock.at += 24 * 60 * MINUTE;
  await open();
  const ticket = await called();
  const there = { counterId: "counter-2" };
  expect(code(await transfer(hall.deps, me, ONE, there))).toBe("counter-not-open");
  expect(code(await callNext(hall.deps, other, "counter-2"))).toBe("counter-not-open");
  await openCounter(hall.deps, other, "counter-2");
  await transfer(hall.deps, me, ONE, there);
  const taken = await callNext(hall.deps, other, "counter-2");
  expect(taken.ok && taken.value.ticket?.id).toBe(ticket.id);
});

test.each([
  ["finishes", finish],
  ["marks as a no-show", noShow],
  [
    "sends on",
    (deps: Deps, who: Caller, id: string, reason?: string) =>
      transfer(deps, who, id, { serviceId: "B", reason }),
  ],
])("the manager %s what a clerk left in hand, says why, and closes it", async (_, act) => {
  await holding();
  expect(code(await act(hall.deps, other, ONE, "下班了"))).toBe("not-your-counter");
  expect(code(await act(hall.deps, manager, ONE))).toBe("reason-missing");
  expect(code(await act(hall.deps, manager, ONE, "下班了"))).toBe("ok");
  const where = { actorId: "m" };
  const [record] = await hall.deps.store.find(audit, { index: "byActor", where });
  expect(record?.reason).toBe("下班了");
  expect(code(await closeCounter(hall.deps, manager, ONE))).toBe("ok");
});

test("every call's record replays to the same choice, and a recall has one too", async () => {
  await open();
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await take(`k${n}`, { priority: n % 2 === 0 ? "senior" : "normal" });
    hall.clock.at += MINUTE;
  }
  for (let n = 0; n < 6; n += 1) {
    await next();
    if (n === 2) await recall(hall.deps, me, ONE);
    await finish(hall.deps, me, ONE);
  }
  const where = { hallId: "hall" };
  const records = await hall.deps.store.find(callRecords, { index: "byHall", where });
  expect(records.map(({ callSeq, kind }) => [callSeq, kind])).toEqual([
    [1, "next"],
    [2, "next"],
    [3, "next"],
    [4, "recall"],
    [5, "next"],
    [6, "next"],
    [7, "next"],
  ]);
  for (const { choice, ticketId, at } of records.filter(({ kind }) => kind === "next")) {
    const again = choice && chooseNext(choice.candidates, choice.priorityRun, at, choice.policy);
    expect(again).toEqual({ ticketId, rule: choice?.rule });
  }
});

test("each command stands in the audit trail with its subjects", async () => {
  await open();
  const ticket = await called();
  await finish(hall.deps, me, ONE);
  const trail = await hall.deps.store.find(audit, { index: "byActor", where: { actorId: "s1" } });
  expect(trail.map(({ command }) => command)).toEqual([
    "hall.open",
    "hall.call-next",
    "hall.finish",
  ]);
  expect(trail.at(-1)?.subjects).toEqual([`counters/${ONE}`, `tickets/${ticket.id}`]);
});

async function inHand(): Promise<QueueTicket | null> {
  const counter = await hall.deps.store.get(counters, ONE);
  return counter?.ticketId === undefined
    ? null
    : hall.deps.store.get(queueTickets, counter.ticketId);
}

function ticketsNow(): Promise<QueueTicket[]> {
  const where = { hallId: "hall", day: "2026-11-23" };
  return hall.deps.store.find(queueTickets, { index: "byDay", where });
}
