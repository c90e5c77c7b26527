import { afterEach, describe, expect, test, vi } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { ServerClock } from "./server-clock.ts";

const NOON = Date.UTC(2026, 10, 27, 4);

/** A clock whose ticks the test counts; the machine is `aheadMs` ahead of the server. */
function setUp(aheadMs = 0) {
  let ticks = 5_000;
  const clock = new ServerClock(() => ticks, NOON + aheadMs);
  const pass = (ms: number) => (ticks += ms);
  /** A round trip of `ms` to a server that answers its time half-way. */
  const roundTrip = (ms: number, serverTime: number) => {
    const sentAt = clock.ticks();
    pass(ms);
    clock.sample(sentAt, instantOf(serverTime));
  };
  return { clock, pass, roundTrip };
}

describe("the server's time", () => {
  afterEach(() => vi.useRealTimers());

  test("is the machine's own until the server was asked", () => {
    const { clock, pass } = setUp();
    pass(1_000);
    expect(clock.now()).toBe(NOON + 1_000);
  });

  test("is that of the midpoint of a round trip, whatever the machine's clock says", () => {
    const { clock, roundTrip } = setUp(-3_600_000);
    roundTrip(100, NOON);
    expect(clock.now()).toBe(NOON + 50);
  });

  test.each([-3_600_000, -30_000, 30_000, 86_400_000])(
    "is not moved by setting the machine's clock by %i ms",
    (stepMs) => {
      vi.useFakeTimers({ now: NOON, toFake: ["Date", "performance"] });
      const clock = new ServerClock();
      clock.sample(clock.ticks(), instantOf(NOON + 700));
      const before = clock.now();
      vi.setSystemTime(NOON + stepMs);
      expect(clock.now()).toBe(before);
      vi.useRealTimers();
    },
  );

  test("keeps the sample of the shortest trip", () => {
    const { clock, roundTrip } = setUp();
    roundTrip(20, NOON);
    roundTrip(800, NOON + 500);
    expect(clock.now()).toBe(NOON + 10 + 800);
  });

  test("takes a longer trip once the sample is ten minutes old", () => {
    const { clock, pass, roundTrip } = setUp();
    roundTrip(20, NOON);
    pass(11 * 60_000);
    roundTrip(40, NOON + 11 * 60_000 + 45);
    expect(clock.now()).toBe(NOON + 11 * 60_000 + 45 + 20);
  });

  test("takes a sample that refutes what it held: ticks stop while a machine sleeps", () => {
    const { clock, roundTrip } = setUp();
    roundTrip(20, NOON);
    const wokenAt = NOON + 8 * 3_600_000;
    roundTrip(200, wokenAt);
    expect(clock.now()).toBe(wokenAt + 100);
  });
});
