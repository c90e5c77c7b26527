import type { HeatUnit } from "../catalogue/metered-rule.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import type { HeatMilli } from "../kernel/heat.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 热表. Its first and last figures are readings like any others. */
export interface Meter extends Stored {
  readonly householdId: string;
  /** 表号; while it is installed the household is found by it, see households/alias.ts. */
  readonly number: string;
  readonly heatUnit: HeatUnit;
  readonly installedOn: CityDate;
  /** 拆表日; absent: it counts. */
  readonly removedOn?: CityDate;
}

export const meters = collection<Meter>("meters", {
  indexes: { byHousehold: ["householdId", "installedOn"] },
});

/** 抄表, 估抄, 更正. */
export const READING_SOURCES = ["read", "estimated", "corrected"] as const;
export type ReadingSource = (typeof READING_SOURCES)[number];

/** 读数: what a meter showed. Only ever added; one that was wrong is answered by another. */
export interface Reading extends Stored {
  readonly householdId: string;
  readonly meterId: string;
  readonly day: CityDate;
  readonly figureMilli: HeatMilli;
  readonly source: ReadingSource;
  /** 更正: the reading in whose place it stands. */
  readonly corrects?: string;
  /** 估抄依据: by which rule, for how many of the season's days. */
  readonly estimate?: RuleSource & { readonly days: number; readonly seasonDays: number };
  /** Of what is unlikely, and of a correction: why it is so nevertheless. */
  readonly reason?: string;
  readonly at: Instant;
  readonly byName: string;
}

export const meterReadings = collection<Reading>("meterReadings", {
  indexes: { byHousehold: ["householdId", "day"] },
  unique: { corrects: ["corrects"] },
  appendOnly: true,
});
