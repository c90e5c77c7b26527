import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../platform/commands/run-command.ts";
import { callNext } from "./call-commands.ts";
import { closeCounter, openCounter, pauseCounter } from "./counter-commands.ts";
import { counterStaff, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { takeNumber } from "./take-number.ts";
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
  await runCommand(hall.deps, other, openCounter, TWO);
});
afterEach(() => hall.close());

const next = (who = me, counter = ONE) => runCommand(hall.deps, who, callNext, counter);
const pause = () => runCommand(hall.deps, other, pauseCounter, TWO);

async function take(key: string): Promise<void> {
  const input = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
  await runCommand(hall.deps, kiosk(key), takeNumber, input);
}

/** Called at counter 1 and sent to counter 2. */
async function sent() {
  await take("k1");
  await next();
  return runCommand(hall.deps, me, transfer, { ...ONE, counterId: TWO.id });
}

async function called(who = me, counter = ONE): Promise<string> {
  const outcome = await next(who, counter);
  return outcome.ok ? (outcome.value.ticket?.label ?? "") : outcome.code;
}

test.each([
  ["closes", () => runCommand(hall.deps, other, closeCounter, TWO)],
  ["pauses", pause],
])(
  "what waits for a counter that %s is free for the others, in its old place",
  async (_, leave) => {
    await sent();
    hall.clock.at += MINUTE;
    await take("k2");
    await leave();
    expect(await called()).toBe("A001");
  },
);

test("what waits for a counter that pauses is still its own when it is back first", async () => {
  await sent();
  await pause();
  await runCommand(hall.deps, other, openCounter, TWO);
  expect(await called()).toBe("nobody-waiting");
  expect(await called(other, TWO)).toBe("A001");
});

test("nobody is sent to a counter that pauses", async () => {
  await pause();
  expect(await sent()).toMatchObject({ ok: false, code: "counter-not-open" });
});
