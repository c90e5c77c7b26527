import type { TAKING_NAMES } from "./takings.ts";
import type { DEBT_NAMES } from "./old-debt.ts";
import type { RateName } from "./collection.ts";
import type { Level } from "./node.ts";
import type { Sums } from "./sums.ts";

/** The messages that a report is told in, on the page and in its workbook. */
export type ReportMessage =
  | `reports.${"collection" | "city" | "unknown" | "total" | "fee" | "number" | "address"}`
  | `reports.${"unit" | "as-of" | "position" | "cut" | "numerator" | "denominator"}`
  | `reports.${"households" | "settled"}`
  | `reports.level.${Level}`
  | `reports.sum.${keyof Sums}`
  | `reports.rate.${RateName | "R5"}`
  | `reports.${"season" | "seasons.all" | "old-debt" | "reliefs" | "claimed" | "takings"}`
  | `reports.debt.${(typeof DEBT_NAMES)[number] | "days"}`
  | `reports.takings.${"cashier" | "office" | "method" | "channel" | "count" | "days"}`
  | `reports.takings.${(typeof TAKING_NAMES)[number]}`
  | `reports.relief.${"ground" | "bearer" | "amount" | "days" | "taken-over"}`;
