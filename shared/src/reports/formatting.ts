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
  | `reports.rate.${RateName}`;
