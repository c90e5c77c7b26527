/**
 * 报停条件: when heat may be stopped for a season, and what has to be shown for it. They are published,
 * so that nobody is asked for more at the counter (reference/billing.md §2, no. 7).
 */
export interface StopTerms {
  readonly kind: "stop-terms";
  /** 提前天数: so many days before the first day without heat it is asked for at the latest. */
  readonly noticeDays: number;
  /** 季中可报停: also from a day within the season, not only for the whole of it. */
  readonly partSeason: boolean;
  /** 结清往年欠费: nothing of the seasons before may be open. */
  readonly pastPaid: boolean;
  /** 所需材料, as they are published. */
  readonly documents: readonly string[];
}
