import { AREA_COMPONENT, nameIn } from "@warmline/shared/catalogue/catalogue.ts";
import {
  agreed,
  contractId,
  contracts,
  isActive,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import {
  households,
  seasons,
  tariffs,
  type Household,
  type Season,
} from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  accounts,
  emptyAccount,
  type Account,
  type AccountState,
} from "@warmline/shared/ledger/account.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { holdsOn } from "@warmline/shared/households/tariffs.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { ChargeCode, HoldingPrice } from "@warmline/shared/ledger/kinds/charge.ts";
import { placeThen } from "@warmline/shared/ledger/place.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { readBooks, type OpenBooks } from "./books.ts";
import { enter, postTo, readPostable, type PostableAccount } from "./posting.ts";

/** By price class, as they hold on a season's first day. */
export type Prices = Readonly<Record<string, HoldingPrice>>;

interface Charging extends PostableAccount {
  readonly season: Season | null;
  readonly contract: Contract | null;
  readonly prices: Prices;
  readonly classNames: ClassNames;
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
    const classes = classesOf(contract === null ? [] : [contract]);
    const prices = season === null ? {} : await pricesOf(reads, season, classes);
    const classNames = await unpricedNames(reads, classes, [prices]);
    return ok({ ...found.value, season, contract, prices, classNames });
  },
  decide(state, { season: name }, moment): Result<Decision<PostedAnswer>, OneCode> {
    const { account, season, contract, prices, classNames } = state;
    if (season === null) return refuse("season-unknown", { season: name });
    if (contract === null || !isActive(contract)) return refuse("no-contract", { season: name });
    const entryId = moment.nextId();
    const posting = chargeOf({ account, season, contract, prices, classNames }, entryId);
    const { spaces } = agreed(contract);
    return postTo(state, moment, { entryId, posting, spaces });
  },
});
type OneCode = "day-closed" | "season-unknown" | "no-contract" | ChargeCode;

export interface Chargeable {
  readonly account: Account;
  readonly season: Season;
  readonly contract: Contract;
  readonly prices: Prices;
  readonly classNames?: ClassNames;
}

/** Refusals as of the rule. */
export function chargeOf(
  { account, season, contract, prices, classNames }: Chargeable,
  entryId: string,
) {
  return KINDS.charge.decide(positionOf(account), {
    entryId,
    season: season.id,
    dueOn: season.from,
    contractVersion: contract.version,
    spaces: agreed(contract).spaces,
    prices,
    classNames,
  });
}

function classesOf(signed: readonly Contract[]): string[] {
  const spaces = signed.flatMap((contract) => agreed(contract).spaces);
  return [...new Set(spaces.map(({ priceClass }) => priceClass))];
}

/** Upper bound of tariffs ever declared: classes × changes in decades. */
const TARIFFS_MAX = 1_000;

/** The price of heat by area of each of these classes that holds on the season's first day. */
export async function pricesOf(
  reads: Pick<Reads, "find">,
  { from }: Pick<Season, "from">,
  classes: readonly string[],
): Promise<Prices> {
  if (classes.length === 0) return {};
  const where = { component: AREA_COMPONENT, priceClass: classes };
  const all = await reads.find(tariffs, { index: "byComponent", where, limit: TARIFFS_MAX });
  const holding = all.filter((tariff) => holdsOn(tariff, from));
  return Object.fromEntries(
    holding.map(({ id, rev, priceClass, price10k }) => [
      priceClass,
      { tariffId: id, tariffRev: rev, price10k },
    ]),
  );
}

/** By price class, as people call it. */
export type ClassNames = Readonly<Record<string, string>>;

/**
 * The names of those of the classes that have no price in some season, for the refusal that says
 * so. Where each has one, as it should, no catalogue is read.
 */
export async function unpricedNames(
  { unguarded }: Reads,
  classes: readonly string[],
  seasonPrices: readonly Prices[],
): Promise<ClassNames> {
  const unpriced = classes.filter((one) => seasonPrices.some((of) => !Object.hasOwn(of, one)));
  if (unpriced.length === 0) return {};
  const catalogue = await holdingCatalogue(unguarded);
  const named = unpriced.map((one) => [one, nameIn(catalogue, "priceClasses", one, "zh")]);
  return Object.fromEntries(named);
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
  readonly season: Season;
  readonly prices: Prices;
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
    const prices = await pricesOf(reads, season, classesOf(signed));
    const found = { households: houses, contracts: signed, accounts: states };
    return ok({ season, prices, ...found, books: open.value });
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
      subjects: [`seasons/${state.season.id}`],
    });
  },
});

type Charged =
  | { readonly writes: readonly Write[] }
  | { readonly already: true }
  | { readonly householdId: string; readonly code: RefusedCode };

function chargerOf(state: ChargingMany, moment: Moment): (householdId: string) => Charged {
  const { season, prices, books } = state;
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
    const posting = chargeOf({ account, season, contract, prices }, id);
    if (posting.ok) {
      const stamp = { id, now: moment.at, place: placeThen(household, agreed(contract).spaces) };
      return { writes: enter({ stored, account, books }, posting.value, stamp).writes };
    }
    const { code } = posting;
    return code === "already-charged" ? { already: true } : { householdId, code };
  };
}
