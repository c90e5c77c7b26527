import type { Deps } from "@warmline/server/platform/deps.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { accounts, owedFen } from "@warmline/shared/ledger/account.ts";
import { cases } from "@warmline/shared/cases/model.ts";

export interface Resident {
  readonly household: Household;
  readonly owedFen: Fen;
  /** Of the phone on file. */
  readonly lastFour: string;
}

/** Households that owe something and have no open case, of one branch where one is given. */
export async function debtors({ store }: Deps, count: number, branchId?: string) {
  const found: Resident[] = [];
  for (let index = 1; found.length < count; index += 1) {
    const household = await store.get(households, `household-${String(index).padStart(7, "0")}`);
    if (household === null) throw new Error(`only ${found.length} such households in the city`);
    const { id, place, phones } = household;
    if (branchId !== undefined && place.branchId !== branchId) continue;
    const [account, open] = await Promise.all([
      store.get(accounts, id),
      store.count(cases, { index: "byHouseholdOpen", where: { householdId: id, open: true } }),
    ]);
    const owed = account === null ? ZERO_FEN : owedFen(account);
    const lastFour = phones[0]?.slice(-4);
    if (owed > 0 && open === 0 && lastFour) found.push({ household, owedFen: owed, lastFour });
  }
  return found;
}
