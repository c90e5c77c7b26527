import { refuse, ok, type Result } from "@warmline/shared/kernel/result.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import { debt } from "@warmline/shared/ledger/debt.ts";
import {
  accounts,
  type Account,
  type Debt,
  type LedgerAccountState,
} from "@warmline/shared/ledger/model.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import type { Deps } from "../../platform/deps.ts";
import { say } from "./debt-sentences.ts";

export interface HouseholdAccount {
  readonly household: Household;
  /** As stored; null before the first entry. */
  readonly stored: LedgerAccountState | null;
  readonly account: Account;
}

export type ReadCode = "not-found" | "out-of-scope";

/** A household with its account. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function accountOf(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  householdId: string,
): Promise<Result<HouseholdAccount, ReadCode>> {
  const [household, stored] = await Promise.all([
    store.get(households, householdId),
    store.get(accounts, householdId),
  ]);
  if (household === null) return refuse("not-found");
  if (!within(actor, household.place)) return refuse("out-of-scope");
  return ok({ household, stored, account: stored ?? emptyAccount(householdId) });
}

/** The debt of an account now: what every door answers. */
export function debtNow({ clock }: Pick<Deps, "clock">, account: Account): Debt {
  return debt(account, clock.now(), say);
}
