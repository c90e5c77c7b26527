import type { StopTerms } from "../catalogue/stop-terms.ts";
import { formatYuan, totalFen } from "../kernel/money.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import type { OpenItem } from "./account.ts";

export type StopTermsCode = "stop-part-season" | "stop-too-late" | "stop-past-owed";

export interface StopAsked {
  readonly season: string;
  /** The season's first day where the household lies. */
  readonly seasonFrom: CityDate;
  /** The first day without heat. */
  readonly from: CityDate;
  /** Null: it was asked for in time already, and is carried out now. */
  readonly askedOn: CityDate | null;
  readonly items: readonly Pick<OpenItem, "season" | "openFen">[];
}

/**
 * 报停条件: whether a stop may be asked for by the terms that hold for its season. Refusals, in this
 * order: `stop-part-season` (it begins within the season), `stop-too-late` (for that day),
 * `stop-past-owed` (of seasons before). Null: it may.
 */
export function refuseByTerms(
  { noticeDays, partSeason, pastPaid }: StopTerms,
  { season, seasonFrom, from, askedOn, items }: StopAsked,
): Refusal<StopTermsCode> | null {
  if (!partSeason && from !== seasonFrom) return refuse("stop-part-season", { day: seasonFrom });
  const latest = addDays(from, -noticeDays);
  if (askedOn !== null && askedOn > latest) return refuse("stop-too-late", { day: latest });
  const past = items.filter((item) => item.season < season);
  if (!pastPaid || past.length === 0) return null;
  return refuse("stop-past-owed", { amount: formatYuan(totalFen(past.map((one) => one.openFen))) });
}
