import { z } from "zod";
import { liveView } from "../api/live.ts";
import { id } from "../api/fields.ts";
import type { Mismatch } from "../households/contract-versions.ts";
import type { Household } from "../households/model.ts";
import type { EntryAnswer } from "./answers.ts";
import type { Debt } from "./debt.ts";

/** 原户主账户: what a former holder still owes and has on account. */
export interface FormerDebt extends Pick<Debt, "accountId" | "owedFen" | "onAccountFen" | "seq"> {
  readonly holder: string;
}

export interface HouseholdRow {
  readonly id: string;
  /** Sum of the revs of household, accounts and contracts, so that it rises with any of them. */
  readonly rev: number;
  readonly household: Household;
  /** Null for those who may not read the ledger. */
  readonly debt: Debt | null;
  readonly entries: readonly EntryAnswer[];
  /** What stayed with former holders; none for those who may not read the ledger. */
  readonly former: readonly FormerDebt[];
  /** Seasons that are charged otherwise than agreed; none for those who may not read the ledger. */
  readonly mismatches: readonly Mismatch[];
}

/** One household with its debt and newest entries; row id is the household's. */
export const householdView = liveView<HouseholdRow>()("household", z.strictObject({ id }), {
  what: "account",
  of: (params) => [`households/${params.id}`],
});
