import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 业务: what a hall serves, each with a series (A, B …) of numbers of its own. */
export interface HallService extends Stored {
  readonly hallId: string;
  readonly series: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly active: boolean;
}

export const hallServices = collection<HallService>("hallServices", {
  indexes: { byHall: ["hallId", "series"] },
  unique: { series: ["hallId", "series"] },
});

/** 窗口. */
export interface Counter extends Stored {
  readonly hallId: string;
  readonly number: number;
  readonly serviceIds: readonly string[];
  readonly state: "closed" | "open" | "paused";
  readonly staffId?: string;
  readonly staffName?: string;
  /** The turn in hand. */
  readonly turnId?: string;
  /** Normal and priority calls since the last normal one, for the cap on priority. */
  readonly priorityRun: number;
}

export const counters = collection<Counter>("counters", {
  indexes: { byHall: ["hallId", "number"] },
  unique: { number: ["hallId", "number"] },
});

export const TURN_PRIORITIES = ["normal", "senior", "appointment"] as const;
export type TurnPriority = (typeof TURN_PRIORITIES)[number];

export type TurnState = "waiting" | "called" | "serving" | "finished" | "no-show";

/** A stretch of time in one state; the hall's statistics are sums over these. */
export interface TurnPeriod {
  readonly state: TurnState;
  readonly from: Instant;
  readonly to?: Instant;
  readonly counterId?: string;
  readonly staffId?: string;
}

/** 号: one person's turn, from the slip to the end of service. */
export interface Turn extends Stored {
  readonly hallId: string;
  readonly day: CityDate;
  readonly series: string;
  readonly sequence: number;
  /** As printed and called: `A032`. */
  readonly label: string;
  readonly serviceId: string;
  readonly priority: TurnPriority;
  readonly state: TurnState;
  readonly takenAt: Instant;
  /** Waiting counts from here: after a transfer or a re-insertion it may differ from `takenAt`. */
  readonly waitingSince: Instant;
  readonly counterId?: string;
  readonly counterNumber?: number;
  readonly calledAt?: Instant;
  /** How often it was called, recalls included. */
  readonly calls: number;
  /** The hall's running number of this turn's last call: TVs speak each once. */
  readonly callSeq?: number;
  /** Set by a transfer: only this counter may call it. */
  readonly reservedCounterId?: string;
  readonly periods: readonly TurnPeriod[];
  /** Why it was called when it was: the rule and who else waited (叫号公平). */
  readonly choice?: {
    readonly rule: string;
    readonly candidates: readonly string[];
  };
  readonly householdId?: string;
}

export const turns = collection<Turn>("turns", {
  indexes: {
    byState: ["hallId", "day", "state", "waitingSince"],
    byDay: ["hallId", "day", "sequence"],
  },
  unique: { number: ["hallId", "day", "series", "sequence"] },
});
