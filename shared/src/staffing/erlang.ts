import { HALF_HOUR_MS } from "../callstats/half-hour.ts";
import { assert } from "../kernel/assert.ts";

/**
 * Erlang C: calls come at random, seats are alike, and whoever waits does not hang up. Those who do
 * hang up make real waits shorter, so that the seats are rather too many than too few.
 */

/** 话务: what comes to a group of seats. */
export interface Traffic {
  /** Calls in a half-hour; a mean, so that it need not be whole. */
  readonly calls: number;
  /** 平均处理时长: talk, hold and wrap-up of one call. */
  readonly handlingMs: number;
}

/** 服务目标 */
export interface Target {
  /** Of all calls, in (0, 1). */
  readonly share: number;
  readonly withinMs: number;
  /** 占用率上限: seats are busy for no more of their time, in (0, 1]; null: however busy. */
  readonly occupancyMax: number | null;
}

/** 话务量, in erlangs: how many seats would be busy if nobody ever waited. */
export function loadOf({ calls, handlingMs }: Traffic): number {
  return (calls * handlingMs) / HALF_HOUR_MS;
}

/** 等待概率: that a call finds all seats busy. 1 where the seats are no more than the load. */
export function waitProbability(load: number, seats: number): number {
  if (load === 0) return 0;
  if (seats <= load) return 1;
  return waiting(load, seats, blocked(load, seats));
}

/** 服务水平: the share of calls answered within that time; none where the line only grows. */
export function serviceLevel(traffic: Traffic, seats: number, withinMs: number): number {
  const load = loadOf(traffic);
  if (load === 0) return 1;
  if (seats <= load) return 0;
  return inTime(waitProbability(load, seats), { load, seats, traffic, withinMs });
}

/** 平均等待 of all calls, in milliseconds; null where the line only grows. */
export function meanWaitMs(traffic: Traffic, seats: number): number | null {
  const load = loadOf(traffic);
  if (load === 0) return 0;
  if (seats <= load) return null;
  return (waitProbability(load, seats) * traffic.handlingMs) / (seats - load);
}

/**
 * 所需座席: the fewest seats that meet the target, more than the load always; none where nobody
 * calls.
 */
export function seatsNeeded(traffic: Traffic, { share, withinMs, occupancyMax }: Target): number {
  assert(share > 0 && share < 1, `a share of ${share} is met by some seats`);
  const load = loadOf(traffic);
  if (load === 0) return 0;
  const least = Math.max(Math.floor(load) + 1, Math.ceil(load / (occupancyMax ?? 1)));
  let seats = least;
  let block = blocked(load, seats);
  while (inTime(waiting(load, seats, block), { load, seats, traffic, withinMs }) < share) {
    seats += 1;
    block = nextBlocked(load, seats, block);
  }
  return seats;
}

/** 损耗率: people to put on the roster, so that so many seats are taken in spite of who is away. */
export function rostered(seats: number, shrinkage: number): number {
  assert(shrinkage >= 0 && shrinkage < 1, `a shrinkage of ${shrinkage} leaves somebody`);
  // 9 ÷ (1 − 0.1) is 10, whatever its last bit says.
  return Math.max(0, Math.ceil(seats / (1 - shrinkage) - 1e-9));
}

interface Standing {
  readonly load: number;
  readonly seats: number;
  readonly traffic: Traffic;
  readonly withinMs: number;
}

function inTime(wait: number, { load, seats, traffic, withinMs }: Standing): number {
  return 1 - wait * Math.exp((-(seats - load) * withinMs) / traffic.handlingMs);
}

/** Erlang B by its recursion: every value is a probability, so that nothing grows out of bounds. */
function blocked(load: number, seats: number): number {
  let block = 1;
  for (let seat = 1; seat <= seats; seat += 1) block = nextBlocked(load, seat, block);
  return block;
}

function nextBlocked(load: number, seat: number, block: number): number {
  return (load * block) / (seat + load * block);
}

/** Erlang C from Erlang B. */
function waiting(load: number, seats: number, block: number): number {
  return (seats * block) / (seats - load * (1 - block));
}
