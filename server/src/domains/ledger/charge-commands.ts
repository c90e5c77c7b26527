import {
  agreed,
  contractId,
  contracts,
  isActive,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import { seasons, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Account } from "@warmline/shared/ledger/account.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { ChargeCode } from "@warmline/shared/ledger/kinds/charge.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { postTo, readPostable, type PostableAccount } from "./posting.ts";
import { readRates, suppliedBy, supplyBy, type SeasonRates } from "./season-rates.ts";

interface Charging extends PostableAccount {
  readonly contract: Contract | null;
  /** Null: there is no such season. */
  readonly rates: SeasonRates | null;
}

/**
 * 出账: charges a season by the spaces of its contract and the tariffs that hold on its first day;
 * season, contract and tariffs must still stand when it is committed. Refusals, in this order:
 * `not-found`, `day-closed`, `season-unknown`, `no-contract`, then of the rule.
 */
export const charge = command({
  name: "ledger.charge",
  mutex: ({ id }: { readonly id: string; readonly season: string }) => `accounts/${id}`,
  scope: ({ household }: Charging) => household.place,
  async load(
    reads,
    { id, season: name },
    moment,
  ): Promise<Result<Charging, "not-found" | OneCode>> {
    const found = await readPostable(reads, id, moment);
    if (!found.ok) return found;
    const [season, contract] = await Promise.all([
      reads.get(seasons, name),
      reads.get(contracts, contractId(id, name)),
    ]);
    const { place } = found.value.household;
    const signed = contract === null ? [] : [{ contract, place }];
    const rates = season === null ? null : await readRates(reads, season, suppliedBy(signed));
    return ok({ ...found.value, contract, rates });
  },
  decide(state, { season: name }, moment): Result<Decision<PostedAnswer>, OneCode> {
    const { account, household, contract, rates } = state;
    if (rates === null) return refuse("season-unknown", { season: name });
    if (contract === null || !isActive(contract)) return refuse("no-contract", { season: name });
    const entryId = moment.nextId();
    const posting = chargeOf({ account, household, contract, rates }, entryId);
    const { spaces } = agreed(contract);
    return postTo(state, moment, { entryId, posting, spaces });
  },
});
type OneCode = "day-closed" | "season-unknown" | "no-contract" | ChargeCode;

export interface Chargeable {
  readonly account: Account;
  readonly household: Household;
  readonly contract: Contract;
  readonly rates: SeasonRates;
}

/** Refusals as of the rule. */
export function chargeOf({ account, household, contract, rates }: Chargeable, entryId: string) {
  return KINDS.charge.decide(positionOf(account), {
    ...supplyBy(rates, contract, household.place),
    entryId,
    dueOn: rates.season.from,
    contractVersion: contract.version,
  });
}
