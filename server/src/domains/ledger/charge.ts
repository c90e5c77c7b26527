import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Price10k } from "@warmline/shared/kernel/money.ts";
import { contracts, seasons, tariffs, type Season } from "@warmline/shared/households/model.ts";
import { charge as chargeRule, type ChargeCode } from "@warmline/shared/ledger/charge.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { decision, post, type Decision, type PostResult } from "./post.ts";

export interface ChargeHouseholdInput {
  readonly householdId: string;
  readonly season: string;
}

export type ChargeHouseholdCode = "season-unknown" | "no-contract" | ChargeCode;

/**
 * 出账: charges a season by the spaces of its contract and the tariff that holds on its first day.
 * Refusals as of `post`, then `season-unknown`, `no-contract`, then of the rule.
 */
export function charge(
  deps: Deps,
  caller: Caller,
  { householdId, season }: ChargeHouseholdInput,
): Promise<PostResult<ChargeHouseholdCode>> {
  return post<ChargeHouseholdCode>(deps, caller, {
    command: "ledger.charge",
    householdId,
    input: { season },
    async decide({ account }): Promise<Result<Decision, ChargeHouseholdCode>> {
      const [known, contract] = await Promise.all([
        deps.store.get(seasons, season),
        deps.store.get(contracts, `${householdId}/${season}`),
      ]);
      if (known === null) return refuse("season-unknown", { season });
      if (contract?.state !== "active") return refuse("no-contract", { season });
      const prices = await pricesOf(deps, known);
      return decision(chargeRule(account, { season, spaces: contract.spaces, prices }));
    },
  });
}

/** Upper bound of tariffs ever declared: classes × changes in decades. */
const TARIFFS_MAX = 1_000;

/** The tariff that holds on the season's first day, by price class. */
export async function pricesOf(
  { store }: Pick<Deps, "store">,
  { from }: Pick<Season, "from">,
): Promise<Record<string, Price10k>> {
  const all = await store.find(tariffs, { index: "byClass", limit: TARIFFS_MAX });
  const holding = all.filter((tariff) => tariff.from <= from && from < (tariff.to ?? "9999"));
  return Object.fromEntries(holding.map(({ priceClass, price10k }) => [priceClass, price10k]));
}
