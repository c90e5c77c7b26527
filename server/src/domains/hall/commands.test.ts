import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { chooseNext } from "@warmline/shared/hall/choose.ts";
import {
  callRecords,
  counters,
  hallServices,
  queueTickets,
  type QueueTicket,
} from "@warmline/shared/hall/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { collections } from "../../modules.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { renameService, setServiceActive } from "./arrangement-commands.ts";
import { callNext, recall } from "./call-commands.ts";
import type { AfterCommand } from "./counter-command.ts";
import {
  closeCounter,
  openCounter,
  pauseCounter,
  setCounterActive,
  setCounterServices,
} from "./counter-commands.ts";
import { counterStaff, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { reinsert } from "./queue-commands.ts";
import { takeNumber, type TakeNumber } from "./take-number.ts";
import { finish, noShow, serveTicket, undoFinish } from "./ticket-commands.ts";
import { transfer, undoTransfer } from "./transfer-commands.ts";

const MINUTE = 60_000;
const ONE = { id: "counter-1" };
const TWO = { id: "counter-2" };
const me = counterStaff("s1");
const other = counterStaff("s2");
const manager = counterStaff("m", ["hall-manager"]);
let hall: HallFixture;

beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

function run<I, S, V, C extends string>(who: Caller, command: Command<I, S, V, C>, input: I) {
  return runCommand(hall.deps, who, command, input);
}

const takes = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
const take = (key: string, input: Partial<TakeNumber> = {}) =>
  run(kiosk(key), takeNumber, { ...takes, ...input });
const open = () => run(me, openCounter, ONE);
const next = () => run(me, callNext, ONE);

async function called(key = "k1"): Promise<QueueTicket> {
  await take(key);
  const outcome = await next();
  if (!outcome.ok || outcome.value.ticket === null) throw new Error("nobody was called");
  return (await hall.deps.store.get(queueTickets, outcome.value.ticket.id))!;
}

function code(outcome: Result<unknown>): string {
  return outcome.ok ? "ok" : outcome.code;
}

const holding = async () => {
  await open();
  await called();
};

test.each([
  ["a pause", () => run(me, pauseCounter, ONE)],
  ["the end of a pause", async () => (await run(me, pauseCounter, ONE), open())],
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
  await run(me, noShow, ONE);
  hall.clock.at += MINUTE;
  await run(other, reinsert, { id: first.id, place: "end" });
  expect((await next()).ok && (await inHand())?.label).toBe("A002");
  await run(me, noShow, ONE);
  const second = (await ticketsNow()).find(({ label }) => label === "A002");
  await run(me, reinsert, { id: second?.id ?? "", place: "kept" });
  expect((await next()).ok && (await inHand())?.label).toBe("A002");
});

test("a finish can be undone until somebody else is called", async () => {
  await open();
  const ticket = await called();
  await run(me, finish, ONE);
  expect(code(await run(me, undoFinish, ONE))).toBe("ok");
  expect((await inHand())?.id).toBe(ticket.id);
  await run(me, finish, ONE);
  await called("k2");
  await run(me, finish, ONE);
  await run(me, undoFinish, ONE);
  expect((await inHand())?.label).toBe("A002");
});

test("a transfer keeps the place, goes to its counter alone, and can be taken back", async () => {
  await open();
  await run(other, openCounter, TWO);
  const ticket = await called();
  const sent = { ...ONE, counterId: TWO.id };
  const back = { ...ONE, ticketId: ticket.id };
  await run(me, transfer, sent);
  expect(code(await next())).toBe("nobody-waiting");
  expect(code(await run(me, undoTransfer, back))).toBe("ok");
  const held = await inHand();
  expect([held?.id, held?.state, held?.transfers]).toEqual([ticket.id, "called", []]);
  await run(me, transfer, sent);
  const there = await run(other, callNext, TWO);
  expect(there.ok && there.value.ticket?.id).toBe(ticket.id);
  expect((await hall.deps.store.get(queueTickets, ticket.id))?.waitingSince).toBe(ticket.takenAt);
  expect(code(await run(me, undoTransfer, back))).toBe("ticket-not-waiting");
});

test("yesterday's ticket in hand and yesterday's staff block nothing", async () => {
  await open();
  const left = await called();
  hall.clock.at += 24 * 60 * MINUTE;
  expect(code(await run(me, finish, ONE))).toBe("counter-not-open");
  const late = await run(manager, finish, { ...ONE, reason: "昨天的" });
  expect(code(late)).toBe("ticket-of-another-day");
  expect(code(await run(other, openCounter, ONE))).toBe("ok");
  const ended = await hall.deps.store.get(queueTickets, left.id);
  expect([ended?.state, ended?.periods.at(-1)?.abandoned]).toEqual(["no-show", true]);
  await take("k2");
  const fresh = await run(other, callNext, ONE);
  expect(fresh.ok && fresh.value.ticket?.label).toBe("A001");
});

test("a counter left open overnight is closed: nobody sits there any more", async () => {
  await run(other, openCounter, TWO);
  hall.clock.at += 24 * 60 * MINUTE;
  await open();
  const ticket = await called();
  const there = { ...ONE, counterId: TWO.id };
  expect(code(await run(me, transfer, there))).toBe("counter-not-open");
  expect(code(await run(other, callNext, TWO))).toBe("counter-not-open");
  await run(other, openCounter, TWO);
  await run(me, transfer, there);
  const taken = await run(other, callNext, TWO);
  expect(taken.ok && taken.value.ticket?.id).toBe(ticket.id);
});

test("whoever left one counter, or forgot to yesterday, sits down at another", async () => {
  await open();
  await run(me, closeCounter, ONE);
  expect(code(await run(me, openCounter, TWO))).toBe("ok");
  hall.clock.at += 24 * 60 * MINUTE;
  expect(code(await open())).toBe("ok");
});

test("whoever serves several halls sits at one counter of them all", async () => {
  const everywhere = counterStaff("s1", ["cashier"], { kind: "city" });
  await run(everywhere, openCounter, ONE);
  const second = await run(everywhere, openCounter, { id: "other-hall-1" });
  expect(code(second)).toBe("staff-elsewhere");
});

type InPlaceOfStaff = readonly [
  string,
  (who: Caller, reason?: string) => Promise<Result<AfterCommand>>,
];
test.each<InPlaceOfStaff>([
  ["finishes", (who, reason) => run(who, finish, { ...ONE, reason })],
  ["marks as a no-show", (who, reason) => run(who, noShow, { ...ONE, reason })],
  ["sends on", (who, reason) => run(who, transfer, { ...ONE, serviceId: "B", reason })],
])("the manager %s what was left in hand, with a reason, and closes it", async (_, act) => {
  await holding();
  expect(code(await act(other, "下班了"))).toBe("not-your-counter");
  expect(code(await act(manager))).toBe("reason-missing");
  expect(code(await act(manager, "下班了"))).toBe("ok");
  expect(await reasonsOf("m")).toEqual(["下班了"]);
  expect(code(await run(manager, closeCounter, ONE))).toBe("ok");
});

test("the reason of an arrangement stands in the audit trail", async () => {
  await run(manager, setCounterActive, { ...ONE, active: false, reason: "装修" });
  await run(manager, setServiceActive, { id: "B", active: false, reason: "停办" });
  expect(await reasonsOf("m")).toEqual(["装修", "停办"]);
});

test("a service gets other names, and gives no numbers while it rests", async () => {
  await run(manager, renameService, { id: "A", nameZh: "收费", nameEn: "Fees" });
  await run(manager, setServiceActive, { id: "A", active: false });
  const service = await hall.deps.store.get(hallServices, "A");
  expect(service).toMatchObject({ series: "A", nameZh: "收费", nameEn: "Fees", active: false });
  expect(code(await take("k1"))).toBe("service-inactive");
});

test("a counter serves what it is set to serve, each once", async () => {
  await open();
  await take("k1");
  await run(me, setCounterServices, { ...ONE, serviceIds: ["B", "B"] });
  expect((await hall.deps.store.get(counters, ONE.id))?.serviceIds).toEqual(["B"]);
  expect(code(await next())).toBe("nobody-waiting");
});

test("every call's record replays to the same choice, and a recall has one too", async () => {
  await open();
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await take(`k${n}`, { priority: n % 2 === 0 ? "senior" : "normal" });
    hall.clock.at += MINUTE;
  }
  for (let n = 0; n < 6; n += 1) {
    await next();
    if (n === 2) await run(me, recall, ONE);
    await run(me, finish, ONE);
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
  await run(me, serveTicket, ONE);
  await run(me, finish, ONE);
  const trail = await trailOf("s1");
  expect(trail.map(({ command }) => command)).toEqual([
    "hall.open",
    "hall.call-next",
    "hall.serve",
    "hall.finish",
  ]);
  expect(trail.at(-1)?.subjects).toEqual([`counters/${ONE.id}`, `queueTickets/${ticket.id}`]);
  const names = new Set(collections.map(({ name }) => name));
  const subjects = [...trail, ...(await trailOf("kiosk-1"))].flatMap((one) => one.subjects);
  expect(subjects.filter((subject) => !names.has(subject.split("/")[0]!))).toEqual([]);
});

describe("a key", () => {
  const keyed = { ...me, key: "press-one" };

  test("calls one number, however often it comes, and answers the same", async () => {
    await open();
    await take("k1");
    await take("k2");
    const first = await run(keyed, callNext, ONE);
    await run(me, finish, ONE);
    expect(await run(keyed, callNext, ONE)).toEqual(first);
    expect((await ticketsNow()).map(({ state }) => state)).toEqual(["finished", "waiting"]);
  });

  test("used for another counter is refused", async () => {
    await run(keyed, openCounter, ONE);
    expect(code(await run(keyed, openCounter, TWO))).toBe("key-reused");
  });
});

async function inHand(): Promise<QueueTicket | null> {
  const counter = await hall.deps.store.get(counters, ONE.id);
  return counter?.ticketId === undefined
    ? null
    : hall.deps.store.get(queueTickets, counter.ticketId);
}

function ticketsNow(): Promise<QueueTicket[]> {
  const where = { hallId: "hall", day: "2026-11-23" };
  return hall.deps.store.find(queueTickets, { index: "byDay", where });
}

function trailOf(actorId: string) {
  return hall.deps.store.find(audit, { index: "byActor", where: { actorId } });
}

async function reasonsOf(actorId: string) {
  const trail = await trailOf(actorId);
  return trail.map(({ reason }) => reason).filter((reason) => reason !== undefined);
}
