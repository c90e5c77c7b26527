import { describe, expect, test } from "vitest";
import { seededRandom } from "../kernel/ids.ts";
import {
  loadOf,
  meanWaitMs,
  rostered,
  seatsNeeded,
  serviceLevel,
  waitProbability,
  type Target,
} from "./erlang.ts";

const TARGET: Target = { share: 0.8, withinMs: 15_000, occupancyMax: null };
const perHour = (calls: number, seconds: number) => ({
  calls: calls / 2,
  handlingMs: seconds * 1_000,
});

describe("anchors", () => {
  // 100 seats meet 80 % in 15 s up to so many calls an hour.
  test.each([
    [1_855, 180],
    [1_380, 240],
    [1_100, 300],
  ])("%d calls an hour of %d s need 100 seats", (calls, seconds) => {
    // The source rounds to fives; a call in a hundred more needs another seat.
    expect(seatsNeeded(perHour(calls - 5, seconds), TARGET)).toBe(100);
    expect(seatsNeeded(perHour(calls * 1.01, seconds), TARGET)).toBeGreaterThan(100);
  });

  // Closed forms: C(1, A) = A, and C(2, A) = A² ÷ (2 + A).
  test.each([0.1, 0.5, 0.9])("one seat at %d erlang: who comes waits with that chance", (load) => {
    expect(waitProbability(load, 1)).toBeCloseTo(load, 12);
    expect(waitProbability(load, 2)).toBeCloseTo((load * load) / (2 + load), 12);
  });

  test("a known table: 10 erlangs, 14 seats", () => {
    expect(waitProbability(10, 14)).toBeCloseTo(0.1741, 4);
    expect(meanWaitMs({ calls: 100, handlingMs: 180_000 }, 14)).toBeCloseTo(7_836, 0);
    expect(serviceLevel({ calls: 100, handlingMs: 180_000 }, 14, 20_000)).toBeCloseTo(0.8884, 4);
    expect(seatsNeeded({ calls: 100, handlingMs: 180_000 }, TARGET)).toBe(14);
    expect(seatsNeeded({ calls: 100, handlingMs: 180_000 }, { ...TARGET, share: 0.7 })).toBe(13);
  });

  test("the line only grows where seats are no more than the load", () => {
    const traffic = { calls: 100, handlingMs: 180_000 };
    expect(loadOf(traffic)).toBe(10);
    expect(serviceLevel(traffic, 10, 15_000)).toBe(0);
    expect(meanWaitMs(traffic, 10)).toBeNull();
    expect(waitProbability(10, 10)).toBe(1);
    expect(waitProbability(10, 0)).toBe(1);
  });

  test("nobody calls: nobody is needed", () => {
    const none = { calls: 0, handlingMs: 180_000 };
    expect(seatsNeeded(none, TARGET)).toBe(0);
    expect(serviceLevel(none, 0, 15_000)).toBe(1);
    expect(meanWaitMs(none, 0)).toBe(0);
  });

  test("who may be busy for four fifths of their time only are more", () => {
    const traffic = { calls: 500, handlingMs: 360_000 };
    expect(seatsNeeded(traffic, TARGET)).toBeLessThan(125);
    expect(seatsNeeded(traffic, { ...TARGET, occupancyMax: 0.8 })).toBe(125);
  });

  test.each([
    [9, 0.1, 10],
    [10, 0.1, 12],
    [10, 0, 10],
    [0, 0.3, 0],
    [7, 0.3, 10],
  ])("%d seats at a shrinkage of %d are %d people", (seats, shrinkage, people) => {
    expect(rostered(seats, shrinkage)).toBe(people);
  });
});

describe("properties, over seeded traffic of 0 … 500 erlangs", () => {
  const random = seededRandom(1_917);
  const drawn = Array.from({ length: 300 }, () => {
    const handlingMs = 30_000 + random.next() * 570_000;
    const load = 500 * random.next() ** 3;
    const traffic = { calls: (load * 1_800_000) / handlingMs, handlingMs };
    const target: Target = {
      share: 0.5 + random.next() * 0.49,
      withinMs: random.next() * 60_000,
      occupancyMax: random.next() < 0.5 ? null : 0.7 + random.next() * 0.3,
    };
    return { traffic, target, more: 1 + random.next() };
  });

  test("the fewest seats that meet it: one fewer misses", () => {
    for (const { traffic, target } of drawn) {
      const seats = seatsNeeded(traffic, target);
      const load = loadOf(traffic);
      expect(seats).toBeGreaterThan(load);
      expect(serviceLevel(traffic, seats, target.withinMs)).toBeGreaterThanOrEqual(target.share);
      const occupied = target.occupancyMax ?? 1;
      expect(load / seats).toBeLessThanOrEqual(occupied + 1e-12);
      const fewer = serviceLevel(traffic, seats - 1, target.withinMs) >= target.share;
      expect(fewer && seats - 1 > load && load / (seats - 1) <= occupied).toBe(false);
    }
  });

  test("more calls, longer calls: never fewer seats, never a better level", () => {
    for (const { traffic, target, more } of drawn) {
      const seats = seatsNeeded(traffic, target);
      for (const heavier of [
        { ...traffic, calls: traffic.calls * more },
        { ...traffic, handlingMs: traffic.handlingMs * more },
      ]) {
        expect(seatsNeeded(heavier, target)).toBeGreaterThanOrEqual(seats);
        const level = serviceLevel(heavier, seats, target.withinMs);
        expect(level).toBeLessThanOrEqual(serviceLevel(traffic, seats, target.withinMs) + 1e-12);
      }
    }
  });

  test("every figure is a number in its range, however many the seats", () => {
    for (const { traffic } of drawn) {
      const load = loadOf(traffic);
      for (const seats of [Math.floor(load) + 1, Math.ceil(load * 2), 5_000]) {
        const wait = waitProbability(load, seats);
        expect(wait >= 0 && wait <= 1).toBe(true);
        expect(Number.isFinite(meanWaitMs(traffic, seats) ?? 0)).toBe(true);
      }
    }
  });
});

/** First come, first served: when each caller is answered, call by call. */
function simulate(seed: number, traffic: { calls: number; handlingMs: number }, seats: number) {
  const random = seededRandom(seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random.next());
  const free = Array.from({ length: seats }, () => 0);
  const waits: number[] = [];
  let at = 0;
  for (let call = 0; call < 210_000; call += 1) {
    at += exponential(1_800_000 / traffic.calls);
    let first = 0;
    for (let seat = 1; seat < seats; seat += 1) if (free[seat]! < free[first]!) first = seat;
    const answered = Math.max(at, free[first]!);
    free[first] = answered + exponential(traffic.handlingMs);
    // The empty house of the beginning is none of it.
    if (call >= 10_000) waits.push(answered - at);
  }
  return waits;
}

test.each([
  [7, 6],
  [40, 8],
  [100, 12],
])("a simulated line says the same: %d calls, %d seats", (calls, seats) => {
  const traffic = { calls, handlingMs: calls === 7 ? 900_000 : 180_000 };
  const waits = simulate(calls, traffic, seats);
  const waited = waits.filter((ms) => ms > 0).length / waits.length;
  const level = waits.filter((ms) => ms <= 15_000).length / waits.length;
  const mean = waits.reduce((sum, ms) => sum + ms, 0) / waits.length;
  expect(Math.abs(waited - waitProbability(loadOf(traffic), seats))).toBeLessThan(0.01);
  expect(Math.abs(level - serviceLevel(traffic, seats, 15_000))).toBeLessThan(0.01);
  // Waits come in bursts: their mean is known less well than their share.
  expect(Math.abs(mean / meanWaitMs(traffic, seats)! - 1)).toBeLessThan(0.12);
});
