import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { numberSeries } from "@warmline/shared/hall/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { createCounter, createService, renameService } from "./arrangement-commands.ts";
import { callNext, recall } from "./call-commands.ts";
import type { CounterInput } from "./counter-command.ts";
import {
  closeCounter,
  openCounter,
  pauseCounter,
  setCounterActive,
  setCounterServices,
} from "./counter-commands.ts";
import { counterStaff, kiosk, openHall, put, type HallFixture } from "./fixture.ts";
import { reinsert, undoVoid, voidNumber } from "./queue-commands.ts";
import { takeNumber, type TakeNumber } from "./take-number.ts";
import { finish, noShow, serveTicket, undoFinish } from "./ticket-commands.ts";
import { transfer, undoTransfer } from "./transfer-commands.ts";

// One row a refusal, in the order in which a command finds them: what a row does is refused for
// everything that comes after it as well, as far as the two do not exclude each other.

const ONE = { id: "counter-1" };
const TWO = { id: "counter-2" };
const me = counterStaff("s1");
const other = counterStaff("s2");
const stranger = counterStaff("s3", ["cashier"], { kind: "hall", hallId: "other-hall" });
const manager = counterStaff("m", ["hall-manager"]);
const inspector = counterStaff("i", ["hall-manager"], { kind: "city" });
let hall: HallFixture;

beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

function run<I, S, V, C extends string>(who: Caller, command: Command<I, S, V, C>, input: I) {
  return runCommand(hall.deps, who, command, input);
}

/** What came before, and what is refused. */
type Row = readonly [
  code: string,
  before: () => Promise<unknown>,
  act: () => Promise<Result<unknown>>,
];

function refuses(rows: readonly Row[]): void {
  test.each(rows)("%s, and nothing is written", async (code, before, act) => {
    await before();
    const head = await hall.deps.store.head();
    expect(await act()).toMatchObject({ ok: false, code });
    expect(await hall.deps.store.head()).toBe(head);
  });
}

const nothing = async () => {};
const take = (key = "k1") =>
  run(kiosk(key), takeNumber, { hallId: "hall", serviceId: "A", priority: "normal" });
const open = () => run(me, openCounter, ONE);
const waiting = async () => (await open(), take());
/** A ticket called at counter 1; its id. */
async function holding(): Promise<string> {
  await waiting();
  const called = await run(me, callNext, ONE);
  if (!called.ok || called.value.ticket === null) throw new Error("nobody was called");
  return called.value.ticket.id;
}
const overnight = async () => {
  const id = await holding();
  hall.clock.at += 24 * 3_600_000;
  return id;
};

describe("takeNumber", () => {
  const wrong = {
    hallId: "nowhere",
    serviceId: "Z",
    priority: "appointment",
    householdId: "none",
  } as const;
  const asked = (part: Partial<TakeNumber>, who: Caller = kiosk("k9")) =>
    run(who, takeNumber, { ...wrong, ...part });
  const usedUp = async () => {
    await put(hall.deps.store, numberSeries, { id: "hall/2026-11-23/A", last: 999 });
  };
  const atHall = { hallId: "hall" };
  const normal = { ...atHall, serviceId: "A", priority: "normal" } as const;

  refuses([
    ["key-reused", () => take("k9"), () => asked({})],
    ["out-of-scope", usedUp, () => asked({})],
    ["not-found", usedUp, () => asked({}, inspector)],
    ["service-unknown", usedUp, () => asked(atHall)],
    ["service-inactive", usedUp, () => asked({ ...atHall, serviceId: "C" })],
    ["priority-not-allowed", usedUp, () => asked({ ...atHall, serviceId: "A" })],
    ["household-not-found", usedUp, () => asked(normal)],
    ["series-used-up", usedUp, () => asked({ ...normal, householdId: undefined })],
  ]);
});

type AnyCounterCommand = Command<CounterInput, never, unknown, string>;
const seated = [
  pauseCounter,
  closeCounter,
  callNext,
  recall,
  serveTicket,
  noShow,
  finish,
  undoFinish,
] as unknown as AnyCounterCommand[];
const all = [openCounter as unknown as AnyCounterCommand, ...seated];

test.each<[string, AnyCounterCommand[], () => Promise<unknown>, Caller, CounterInput]>([
  ["counter-unknown", all, nothing, stranger, { id: "none" }],
  ["out-of-scope", all, nothing, stranger, ONE],
  ["counter-not-open", seated, nothing, me, ONE],
  ["not-your-counter", seated, holding, other, ONE],
])("%s comes first, whatever is done at a counter", async (code, commands, before, who, input) => {
  await before();
  for (const command of commands) {
    const outcome = await run(who, command, input);
    expect([command.name, outcome]).toMatchObject([command.name, { ok: false, code }]);
  }
});

describe.each([
  ["serveTicket", serveTicket],
  ["noShow", noShow],
  ["finish", finish],
])("%s by the hall manager", (_, command) => {
  refuses([
    ["reason-missing", nothing, () => run(manager, command, ONE)],
    ["no-ticket-in-hand", nothing, () => run(manager, command, { ...ONE, reason: "下班了" })],
    ["ticket-of-another-day", overnight, () => run(manager, command, { ...ONE, reason: "昨天" })],
  ]);
});

describe("at a counter", () => {
  const outOfUse = () => run(manager, setCounterActive, { ...ONE, active: false });
  const paused = async () => (await open(), run(me, pauseCounter, ONE));
  const serving = async () => (await holding(), run(me, serveTicket, ONE));
  const seatedTwice = async () => (await open(), run(other, openCounter, TWO));

  describe("openCounter", () => {
    refuses([
      ["counter-inactive", outOfUse, open],
      ["counter-taken", seatedTwice, () => run(other, openCounter, ONE)],
      ["staff-elsewhere", open, () => run(me, openCounter, TWO)],
    ]);
  });

  describe("with a ticket in hand, or without", () => {
    refuses([
      ["counter-not-open", paused, () => run(me, callNext, ONE)],
      ["ticket-in-hand", holding, () => run(me, callNext, ONE)],
      ["nobody-waiting", open, () => run(me, callNext, ONE)],
      ["ticket-in-hand", holding, () => run(me, closeCounter, ONE)],
      ["no-ticket-in-hand", open, () => run(me, recall, ONE)],
      ["ticket-not-called", serving, () => run(me, recall, ONE)],
      ["ticket-not-called", serving, () => run(me, serveTicket, ONE)],
      ["ticket-not-called", serving, () => run(me, noShow, ONE)],
      ["no-ticket-in-hand", open, () => run(me, finish, ONE)],
      ["ticket-in-hand", holding, () => run(me, undoFinish, ONE)],
      ["nothing-to-undo", open, () => run(me, undoFinish, ONE)],
    ]);
  });

  describe("setCounterServices, setCounterActive", () => {
    const serves = (who: Caller) =>
      run(who, setCounterServices, { ...ONE, serviceIds: ["A", "Z"] });
    const disused = (who: Caller, id = ONE.id) => run(who, setCounterActive, { id, active: false });
    refuses([
      ["out-of-scope", nothing, () => serves(stranger)],
      ["counter-not-open", nothing, () => serves(me)],
      ["not-your-counter", open, () => serves(other)],
      ["service-unknown", open, () => serves(me)],
      ["counter-unknown", nothing, () => disused(manager, "none")],
      ["out-of-scope", open, () => disused(stranger)],
      ["counter-not-closed", open, () => disused(manager)],
    ]);
  });
});

describe("transfer", () => {
  type To = ({ serviceId: string } | { counterId: string }) & { reason?: string };
  const send = (who: Caller, to: To) => run(who, transfer, { ...ONE, ...to });
  const nowhere = { serviceId: "Z" };
  refuses([
    ["out-of-scope", nothing, () => send(stranger, nowhere)],
    ["counter-not-open", nothing, () => send(me, nowhere)],
    ["not-your-counter", open, () => send(other, nowhere)],
    ["reason-missing", nothing, () => send(manager, nowhere)],
    ["no-ticket-in-hand", open, () => send(me, nowhere)],
    ["ticket-of-another-day", overnight, () => send(manager, { ...nowhere, reason: "昨天" })],
    ["service-unknown", holding, () => send(me, nowhere)],
    ["service-inactive", holding, () => send(me, { serviceId: "C" })],
    ["counter-unknown", holding, () => send(me, { counterId: "none" })],
    ["counter-unknown", holding, () => send(me, { counterId: "other-hall-1" })],
    ["counter-not-open", holding, () => send(me, { counterId: TWO.id })],
    ["transfer-to-itself", holding, () => send(me, { serviceId: "A" })],
    ["transfer-to-itself", holding, () => send(me, { counterId: ONE.id })],
  ]);
});

describe("undoTransfer", () => {
  const undo = (who: Caller, ticketId = "none") => run(who, undoTransfer, { ...ONE, ticketId });
  /** A ticket that waits and was never at counter 1. */
  let waits: string;
  const taken = async () => {
    await open();
    const slip = await take("k2");
    waits = slip.ok ? slip.value.ticketId : "";
  };
  const dayBefore = async () => {
    await taken();
    hall.clock.at += 24 * 3_600_000;
    await open();
  };
  const calledElsewhere = async () => {
    await taken();
    await run(other, openCounter, TWO);
    await run(other, callNext, TWO);
  };
  refuses([
    ["out-of-scope", nothing, () => undo(stranger)],
    ["counter-not-open", nothing, () => undo(me)],
    ["not-your-counter", open, () => undo(other)],
    ["ticket-in-hand", holding, () => undo(me)],
    ["ticket-unknown", open, () => undo(me)],
    ["ticket-of-another-day", dayBefore, () => undo(me, waits)],
    ["ticket-not-waiting", calledElsewhere, () => undo(me, waits)],
    ["not-transferred-from-here", taken, () => undo(me, waits)],
  ]);
});

describe("reinsert", () => {
  let id: string;
  const held = async () => void (id = await holding());
  const old = async () => void (id = await overnight());
  const again = (who: Caller, ticketId = id) => run(who, reinsert, { id: ticketId, place: "end" });
  refuses([
    ["ticket-unknown", nothing, () => again(stranger, "none")],
    ["out-of-scope", old, () => again(stranger)],
    ["ticket-of-another-day", old, () => again(me)],
    ["ticket-not-missed", held, () => again(me)],
  ]);
});

describe("voiding, and taking it back", () => {
  let id: string;
  const taken = async () => {
    const slip = await waiting();
    id = slip.ok ? slip.value.ticketId : "";
  };
  const held = async () => void (id = await holding());
  const dayAfter = (before: () => Promise<unknown>) => async () => {
    await before();
    hall.clock.at += 24 * 3_600_000;
  };
  const revoke = (who: Caller, ticketId = id) =>
    run(who, voidNumber, { id: ticketId, reason: "误取" });
  const voided = () => taken().then(() => revoke(me));
  const back = (who: Caller, ticketId = id) => run(who, undoVoid, { id: ticketId });
  refuses([
    ["ticket-unknown", nothing, () => revoke(stranger, "none")],
    ["out-of-scope", taken, () => revoke(stranger)],
    ["ticket-of-another-day", dayAfter(voided), () => revoke(me)],
    ["ticket-not-waiting", held, () => revoke(me)],
    ["ticket-not-waiting", voided, () => revoke(me)],
    ["ticket-unknown", nothing, () => back(stranger, "none")],
    ["out-of-scope", voided, () => back(stranger)],
    ["ticket-of-another-day", dayAfter(taken), () => back(me)],
    ["ticket-not-voided", taken, () => back(me)],
  ]);
});

describe("the arrangement of a hall", () => {
  const counter = (who: Caller, hallId: string, serviceIds = ["Z"]) =>
    run(who, createCounter, { hallId, number: 1, serviceIds });
  const names = { nameZh: "缴费", nameEn: "Payments" };
  const service = (who: Caller, hallId: string) =>
    run(who, createService, { hallId, series: "A", ...names });
  const rename = (who: Caller, id: string) => run(who, renameService, { id, ...names });
  refuses([
    ["out-of-scope", nothing, () => counter(stranger, "hall")],
    ["not-found", nothing, () => counter(inspector, "head")],
    ["service-unknown", nothing, () => counter(manager, "hall")],
    ["counter-number-taken", nothing, () => counter(manager, "hall", ["A"])],
    ["out-of-scope", nothing, () => service(stranger, "hall")],
    ["not-found", nothing, () => service(inspector, "head")],
    ["series-taken", nothing, () => service(manager, "hall")],
    ["service-unknown", nothing, () => rename(stranger, "Z")],
    ["out-of-scope", nothing, () => rename(stranger, "A")],
  ]);
});
