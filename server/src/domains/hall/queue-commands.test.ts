import { afterEach, beforeEach, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { hallViews } from "./views.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { callNext } from "./call-commands.ts";
import { openCounter } from "./counter-commands.ts";
import { counterStaff, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { undoVoid, voidNumber } from "./queue-commands.ts";
import { takeNumber } from "./take-number.ts";
import { finish } from "./ticket-commands.ts";
import { transfer } from "./transfer-commands.ts";

const MINUTE = 60_000;
const ONE = { id: "counter-1" };
const TWO = { id: "counter-2" };
const me = counterStaff("s1");
const other = counterStaff("s2");
let hall: HallFixture;

beforeEach(async () => {
  hall = await openHall();
  await runCommand(hall.deps, me, openCounter, ONE);
});
afterEach(() => hall.close());

/** Answers the ticket's id. */
async function take(key: string): Promise<string> {
  const input = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
  const slip = await runCommand(hall.deps, kiosk(key), takeNumber, input);
  if (!slip.ok) throw new Error(slip.code);
  return slip.value.ticketId;
}

/** The label called at counter 1, or why none. */
async function called(): Promise<string | undefined> {
  const outcome = await runCommand(hall.deps, me, callNext, ONE);
  return outcome.ok ? outcome.value.ticket?.label : outcome.code;
}

const revoke = (id: string) => runCommand(hall.deps, other, voidNumber, { id, reason: "小票丢失" });
const takeBack = (id: string) => runCommand(hall.deps, other, undoVoid, { id });

async function shownOn(view: string): Promise<string> {
  const found = hallViews(hall.deps).find((one) => one.view.name === view);
  return JSON.stringify(await found?.snapshot(`${view}/hall`));
}

test("a voided number is called by nobody, and taken back it waits where it did", async () => {
  const first = await take("k1");
  await take("k2");
  expect(await revoke(first)).toMatchObject({ ok: true });
  expect(await called()).toBe("A002");
  await runCommand(hall.deps, me, finish, ONE);
  expect(await called()).toBe("nobody-waiting");

  hall.clock.at += MINUTE;
  await take("k3");
  await takeBack(first);
  expect(await called()).toBe("A001");
});

test("a voided number leaves the televisions, and the staff's screen keeps it", async () => {
  await revoke(await take("k1"));
  expect(await shownOn("board")).not.toContain("A001");
  expect(await shownOn("hall")).toContain("A001");
});

test("why a number was voided stands in the audit trail", async () => {
  await revoke(await take("k1"));
  const where = { command: "hall.void" };
  const trail = await hall.deps.store.find(audit, { index: "byCommand", where });
  expect(trail.map(({ reason }) => reason)).toEqual(["小票丢失"]);
});

test("a number for one counter is still for it when its voiding is taken back", async () => {
  await runCommand(hall.deps, other, openCounter, TWO);
  const id = await take("k1");
  await called();
  await runCommand(hall.deps, me, transfer, { ...ONE, counterId: TWO.id });
  await revoke(id);
  await takeBack(id);
  expect(await called()).toBe("nobody-waiting");
});
