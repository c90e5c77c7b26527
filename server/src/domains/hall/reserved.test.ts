import { afterEach, beforeEach, expect, test } from "vitest";
import { callNext } from "./call-next.ts";
import { closeCounter } from "./close-counter.ts";
import { clerk, kiosk, openHall, type HallFixture } from "./fixture.ts";
import { openCounter } from "./open-counter.ts";
import { pauseCounter } from "./pause-counter.ts";
import { takeNumber } from "./take-number.ts";
import { transfer } from "./transfer.ts";

const MINUTE = 60_000;
const ONE = "counter-1";
const me = clerk("s1");
const other = clerk("s2");
let hall: HallFixture;

beforeEach(async () => {
  hall = await openHall();
  await openCounter(hall.deps, me, ONE);
  await openCounter(hall.deps, other, "counter-2");
});
afterEach(() => hall.close());

const next = (who = me, counterId = ONE) => callNext(hall.deps, who, counterId);

async function take(key: string): Promise<void> {
  const input = { hallId: "hall", serviceId: "A", priority: "normal" } as const;
  await takeNumber(hall.deps, kiosk(key), input);
}

/** Called at counter 1 and sent to counter 2. */
async function sent() {
  await take("k1");
  await next();
  return transfer(hall.deps, me, ONE, { counterId: "counter-2" });
}

async function called(who = me, counterId = ONE): Promise<string> {
  const outcome = await next(who, counterId);
  return outcome.ok ? (outcome.value.ticket?.label ?? "") : outcome.code;
}

test.each([
  ["closes", closeCounter],
  ["pauses", pauseCounter],
])(
  "what waits for a counter that %s is free for the others, in its old place",
  async (_, leave) => {
    await sent();
    hall.clock.at += MINUTE;
    await take("k2");
    await leave(hall.deps, other, "counter-2");
    expect(await called()).toBe("A001");
  },
);

test("what waits for a counter that pauses is still its own when it is back first", async () => {
  await sent();
  await pauseCounter(hall.deps, other, "counter-2");
  await openCounter(hall.deps, other, "counter-2");
  expect(await called()).toBe("nobody-waiting");
  expect(await called(other, "counter-2")).toBe("A001");
});

test("nobody is sent to a counter that pauses", async () => {
  await pauseCounter(hall.deps, other, "counter-2");
  expect(await sent()).toMatchObject({ ok: false, code: "counter-not-open" });
});
