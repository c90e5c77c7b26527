import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { mismatchesOf } from "@warmline/shared/ledger/mismatches.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import type { PieceReport } from "./verify-plan.ts";

const PAGE = 500;

/** A season's contracts that were ever changed, each held against what was charged. */
export async function verifyContracts(store: Store, season: string): Promise<PieceReport> {
  const mismatches = [];
  const changed = { index: "bySeason", where: { season }, from: 2 };
  for await (const page of findPages(store, contracts, changed, PAGE)) {
    const ids = page.map(({ householdId }) => householdId);
    const accountOf = await documentsById(store, accounts, ids);
    for (const contract of page) {
      const account = accountOf.get(contract.householdId);
      if (account !== undefined) mismatches.push(...mismatchesOf(account, [contract]));
    }
  }
  return { findings: [], mismatches };
}
