import { type PlanTerms } from "../catalogue/plan-terms.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import { fen, formatYuan, subtractFen, totalFen, type Fen } from "../kernel/money.ts";
import { product } from "../kernel/product.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { addDays, type CityDate, type Instant } from "../kernel/time.ts";
import type { Act } from "../requests/act.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { OpenItem } from "./account.ts";

/** 一期: so much by a day, which counts. */
export interface Instalment {
  readonly dueOn: CityDate;
  readonly amountFen: Fen;
}

/** What of which item a plan is over: all that was open of it when it was agreed. */
export type PlannedItem = Pick<OpenItem, "itemId" | "season" | "fee" | "openFen">;

/**
 * 分期缴费协议: what is open is paid in parts by days that were agreed. It posts nothing: whether it
 * is kept follows from what is paid, see plan-standing.ts.
 */
export interface InstalmentPlan extends Stored {
  readonly accountId: string;
  readonly items: readonly PlannedItem[];
  /** By day, the first one first; together what the items had open. */
  readonly instalments: readonly Instalment[];
  readonly agreedAt: Instant;
  /** From this day on it counts. */
  readonly agreedOn: CityDate;
  readonly agreed: Act;
  readonly reason: string;
  /** 宽限, by the terms of that day; absent: by those of the program. */
  readonly graceDays?: number;
  /** Where these terms stand in the catalogue; absent: they were the program's. */
  readonly terms?: RuleSource;
  /** 撤销: from this day on it counts no more. */
  readonly cancelled?: Cancellation;
  /** 撤销后恢复: cancellations that were taken back, the oldest first. */
  readonly takenBack?: readonly {
    readonly cancelled: Cancellation;
    readonly resumed: Act & { readonly reason: string };
  }[];
  readonly auditId?: string;
}

interface Cancellation extends Act {
  readonly on: CityDate;
  readonly reason: string;
}

export const instalmentPlans = collection<InstalmentPlan>("instalmentPlans", {
  indexes: { byAccount: ["accountId", "agreedAt"] },
  stamp: "id",
});

export type PlanCode =
  | "instalments-out-of-order"
  | "instalments-differ"
  | "too-many-instalments"
  | "first-instalment-small"
  | "last-instalment-late";

/**
 * Whether instalments may be agreed on a day. Refusals, in this order: `instalments-out-of-order`
 * (days that do not follow one another, or are past); `instalments-differ` (they do not come to
 * what is open); `too-many-instalments`; `first-instalment-small`; `last-instalment-late`.
 */
export function refusePlan(
  instalments: readonly Instalment[],
  items: readonly PlannedItem[],
  today: CityDate,
  terms: PlanTerms,
): Refusal<PlanCode> | null {
  const days = [addDays(today, -1), ...instalments.map(({ dueOn }) => dueOn)];
  const inOrder = days.every((day, at) => at === 0 || days[at - 1]! < day);
  if (!inOrder || instalments.length === 0) return refuse("instalments-out-of-order");
  const openFen = totalFen(items.map((item) => item.openFen));
  const sumFen = totalFen(instalments.map(({ amountFen }) => amountFen));
  if (sumFen !== openFen)
    return refuse("instalments-differ", { open: formatYuan(openFen), sum: formatYuan(sumFen) });
  const { mostInstalments: most, firstShare10k, withinDays } = terms;
  if (instalments.length > most) return refuse("too-many-instalments", { most });
  const leastFen = fen(product([openFen, firstShare10k], [1_000_000], "down"));
  if (instalments[0]!.amountFen < leastFen)
    return refuse("first-instalment-small", { least: formatYuan(leastFen) });
  const last = addDays(today, withinDays);
  return days.at(-1)! > last ? refuse("last-instalment-late", { day: last }) : null;
}

/** What instalments leave of what is open; below zero they are too much. */
export function leftToPlan(openFen: Fen, instalments: readonly Pick<Instalment, "amountFen">[]) {
  return subtractFen(openFen, totalFen(instalments.map(({ amountFen }) => amountFen)));
}
