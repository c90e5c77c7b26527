import {
  agreed,
  contractId,
  contracts,
  isActive,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import { households, seasons, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  accounts,
  emptyAccount,
  type Account,
  type AccountState,
} from "@warmline/shared/ledger/account.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { ChargeCode } from "@warmline/shared/ledger/kinds/charge.ts";
import { placeThen } from "@warmline/shared/ledger/place.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import { readBooks, type OpenBooks } from "./books.ts";
import { enter, postTo, readPostable, type PostableAccount } from "./posting.ts";
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

/** Households in one commit: small enough that counters do not feel it, large enough to be fast. */
export const CHARGE_CHUNK_MAX = 200;

export interface ChargeManyInput {
  readonly season: string;
  /** At most `CHARGE_CHUNK_MAX`, none twice. */
  readonly householdIds: readonly string[];
}

export interface ChargeManyReport {
  readonly charged: number;
  /** By whatever run or person: nobody is charged twice. */
  readonly already: number;
  readonly refused: readonly { readonly householdId: string; readonly code: RefusedCode }[];
}
type RefusedCode = "not-found" | "no-contract" | Exclude<ChargeCode, "already-charged">;

interface ChargingMany {
  readonly rates: SeasonRates;
  readonly households: readonly Household[];
  readonly contracts: readonly Contract[];
  readonly accounts: readonly AccountState[];
  readonly books: OpenBooks;
}

/**
 * 批量出账: a chunk of a run, in one commit. The caller's key belongs to the chunk of that run: the
 * same chunk again answers what it answered first, a new run charges whoever is not charged now.
 * Refusals, in this order: `season-unknown`, `day-closed`.
 */
export const chargeMany = command({
  name: "ledger.charge-many",
  scope: "city",
  async load(
    reads,
    input: ChargeManyInput,
    moment,
  ): Promise<Result<ChargingMany, "season-unknown" | "day-closed">> {
    const season = await reads.get(seasons, input.season);
    if (season === null) return refuse("season-unknown", { season: input.season });
    const ids = input.householdIds;
    const named = ids.map((id) => contractId(id, season.id));
    const [houses, signed, states] = await Promise.all([
      reads.getMany(households, ids),
      reads.getMany(contracts, named),
      reads.getMany(accounts, ids),
    ]);
    const open = await readBooks(reads, moment, states);
    if (!open.ok) return open;
    const placeOf = new Map(houses.map(({ id: house, place }) => [house, place]));
    const supplied = suppliedBy(
      signed.flatMap((contract) => {
        const place = placeOf.get(contract.householdId);
        return place === undefined ? [] : [{ contract, place }];
      }),
    );
    const rates = await readRates(reads, season, supplied);
    const found = { households: houses, contracts: signed, accounts: states };
    return ok({ rates, ...found, books: open.value });
  },
  decide(state, { householdIds }, moment): Result<Decision<ChargeManyReport>, never> {
    const chargeOne = chargerOf(state, moment);
    const done = householdIds.map(chargeOne);
    const refused = done.flatMap((one) => ("code" in one ? [one] : []));
    const charged = done.flatMap((one) => ("writes" in one ? [one.writes] : []));
    const already = done.length - refused.length - charged.length;
    return ok({
      value: { charged: charged.length, already, refused },
      writes: charged.flat(),
      subjects: [`seasons/${state.rates.season.id}`],
    });
  },
});

type Charged =
  | { readonly writes: readonly Write[] }
  | { readonly already: true }
  | { readonly householdId: string; readonly code: RefusedCode };

function chargerOf(state: ChargingMany, moment: Moment): (householdId: string) => Charged {
  const { rates, books } = state;
  const houseOf = new Map(state.households.map((one) => [one.id, one]));
  const contractOf = new Map(state.contracts.map((one) => [one.householdId, one]));
  const accountOf = new Map(state.accounts.map((one) => [one.id, one]));
  return (householdId) => {
    const household = houseOf.get(householdId);
    if (household === undefined) return { householdId, code: "not-found" };
    const contract = contractOf.get(householdId);
    if (contract === undefined || !isActive(contract)) {
      return { householdId, code: "no-contract" };
    }
    const stored = accountOf.get(householdId) ?? null;
    const account = stored ?? emptyAccount(householdId);
    const id = moment.nextId();
    const posting = chargeOf({ account, household, contract, rates }, id);
    if (posting.ok) {
      const stamp = { id, now: moment.at, place: placeThen(household, agreed(contract).spaces) };
      return { writes: enter({ stored, account, books }, posting.value, stamp).writes };
    }
    const { code } = posting;
    return code === "already-charged" ? { already: true } : { householdId, code };
  };
}
