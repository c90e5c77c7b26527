import { z } from "zod";
import { liveView } from "../api/live.ts";
import { id } from "../api/fields.ts";
import type { Household } from "../households/model.ts";
import type { EntryAnswer } from "./answers.ts";
import type { Debt } from "./debt.ts";

export interface HouseholdRow {
  readonly id: string;
  /** Sum of the revs of household and account, so that it rises with either. */
  readonly rev: number;
  readonly household: Household;
  /** Null for those who may not read the ledger. */
  readonly debt: Debt | null;
  readonly entries: readonly EntryAnswer[];
}

/** One household with its debt and newest entries; row id is the household's. */
export const householdView = liveView<HouseholdRow>()("household", z.strictObject({ id }), {
  what: "account",
  of: (params) => [`households/${params.id}`],
});
