import { HALF_HOURS } from "../callstats/half-hour.ts";
import type { Body } from "../store/collection.ts";
import { rostered, seatsNeeded, serviceLevel, type Target } from "./erlang.ts";
import type { StaffingTarget } from "./model.ts";
import type { Profile } from "./profile.ts";

/** 排班: what a half-hour is expected to bring, and how many it takes. */
export interface PlannedHalfHour {
  readonly place: number;
  /** 预计呼入 */
  readonly calls: number;
  /** 实际呼入, so far in the half-hour that runs; null: it is to come. */
  readonly came: number | null;
  /** 所需座席; null: nothing tells how long calls take. */
  readonly seats: number | null;
  /** 排班人数: with those who are away. */
  readonly rostered: number | null;
  /** 预计服务水平 with who is signed on now; null: it is over, on another day, or not known. */
  readonly serviceLevel: number | null;
}

export interface Planning {
  readonly profile: Profile;
  readonly target: Omit<Body<StaffingTarget>, "id">;
  /** Of the day that runs. */
  readonly today?: {
    /** The half-hour that runs. */
    readonly place: number;
    readonly came: readonly number[];
    /** 当日修正, of what is to come. */
    readonly correction: number;
    /** 当前座席: who could take its calls now. */
    readonly staffed: number;
  };
}

/** Every half-hour of a day; those that are over as they were expected without the correction. */
export function planDay({ profile, target, today }: Planning): PlannedHalfHour[] {
  const meeting = targetOf(target);
  return Array.from({ length: HALF_HOURS }, (_, place) => {
    const over = today !== undefined && place < today.place;
    const expected = profile.calls[place] ?? 0;
    const calls = today === undefined || over ? expected : expected * today.correction;
    const came = today !== undefined && place <= today.place ? (today.came[place] ?? 0) : null;
    if (profile.handlingMs === null) {
      return { place, calls, came, seats: null, rostered: null, serviceLevel: null };
    }
    const traffic = { calls, handlingMs: profile.handlingMs };
    const seats = seatsNeeded(traffic, meeting);
    const level =
      today === undefined || over ? null : serviceLevel(traffic, today.staffed, meeting.withinMs);
    const people = rostered(seats, target.shrinkagePercent / 100);
    return { place, calls, came, seats, rostered: people, serviceLevel: level };
  });
}

function targetOf({ sharePercent, seconds, occupancyPercent }: Planning["target"]): Target {
  return {
    share: sharePercent / 100,
    withinMs: seconds * 1_000,
    occupancyMax: occupancyPercent === null ? null : occupancyPercent / 100,
  };
}
