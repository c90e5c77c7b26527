import type { CityDate } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 最低气温 of a day, as a supervisor entered it; its id is the day. */
export interface OutdoorTemperature extends Stored {
  readonly day: CityDate;
  /** Tenths of a degree Celsius; null: taken back. */
  readonly lowestDeci: number | null;
  /** 更正: what it said before, the oldest first, the last few. */
  readonly former?: readonly (number | null)[];
}

export const outdoorTemperatures = collection<OutdoorTemperature>("outdoorTemperatures");

/** 服务目标, by which seats are reckoned; whole per cent and seconds. There is one. */
export interface StaffingTarget extends Stored {
  /** So many calls of a hundred are answered … */
  readonly sharePercent: number;
  /** … within so many seconds. */
  readonly seconds: number;
  /** 占用率上限; null: however busy. */
  readonly occupancyPercent: number | null;
  /** 损耗率: of a hundred hours on the roster so many are spent away from the phone. */
  readonly shrinkagePercent: number;
}

export const staffingTargets = collection<StaffingTarget>("staffingTargets");

export const TARGET_ID = "city";

/**
 * Holds until another is set: 80 per cent is custom, 15 s what GB/T 33358-2016 wants of a hotline,
 * 30 per cent away what is usual in the field until one has measured one's own.
 */
export const PLAIN_TARGET = {
  sharePercent: 80,
  seconds: 15,
  occupancyPercent: null,
  shrinkagePercent: 30,
} as const satisfies Omit<StaffingTarget, "id" | "rev" | "by">;
