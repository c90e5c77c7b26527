import { mismatchOf, type Contract, type Mismatch } from "../households/contract-versions.ts";
import type { Account } from "./account.ts";

/**
 * 账约不符: the seasons that are charged otherwise than agreed. What was taken over, or is reversed, is
 * none.
 */
export function mismatchesOf(
  { sums }: Pick<Account, "sums">,
  signed: readonly Contract[],
): Mismatch[] {
  return signed.flatMap((contract) => {
    const sum = sums.find(({ season, fee }) => season === contract.season && fee === "heat");
    if (sum === undefined || sum.takenOver || sum.chargedFen === 0) return [];
    return mismatchOf(contract, sum.contractVersion ?? 1) ?? [];
  });
}
