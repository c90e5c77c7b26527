import {
  agreed,
  contractId,
  contracts,
  isActive,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import {
  households,
  type HeatingSpace,
  type Household,
  type Season,
} from "@warmline/shared/households/model.ts";
import type { Refusal } from "@warmline/shared/kernel/result.ts";
import { totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { accounts, emptyAccount, type AccountState } from "@warmline/shared/ledger/account.ts";
import type { AnyPosting } from "@warmline/shared/ledger/entry.ts";
import { itemLines, type ChargeCode } from "@warmline/shared/ledger/kinds/charge.ts";
import type { LateFeeCode } from "@warmline/shared/ledger/kinds/late-fee.ts";
import { placeThen } from "@warmline/shared/ledger/place.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { OpenBooks } from "./books.ts";
import { chargeOf } from "./charge-commands.ts";
import { enter } from "./posting.ts";
import { readRenewals, type Renewing } from "./renewals.ts";
import { readRates, suppliedBy, type SeasonRates } from "./season-rates.ts";

/** Households in one commit: small enough that counters do not feel it, large enough to be fast. */
export const CHARGE_CHUNK_MAX = 200;

/** Households with what a season of theirs is charged by, as read. */
export interface ChargeChunk {
  readonly season: string;
  readonly households: ReadonlyMap<string, Household>;
  /** Those that are renewed with the charge among them. */
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly renewals: ReadonlyMap<string, Body<Contract>>;
  readonly accounts: ReadonlyMap<string, AccountState>;
}

/**
 * A few reads, however many they are; what is not there is missing. Where the run renews contracts,
 * whoever has none is reckoned by the one that would be.
 */
export async function readChargeChunk(
  reads: Pick<Reads, "get" | "getMany">,
  season: string,
  ids: readonly string[],
  renewing: Renewing | null = null,
): Promise<ChargeChunk> {
  const [houses, signed, states] = await Promise.all([
    reads.getMany(households, ids),
    reads.getMany(
      contracts,
      ids.map((id) => contractId(id, season)),
    ),
    reads.getMany(accounts, ids),
  ]);
  const bound = new Set(signed.map(({ householdId }) => householdId));
  const unsigned = houses.filter(({ id }) => !bound.has(id));
  const renewals = renewing === null ? [] : await readRenewals(reads, unsigned, renewing);
  const held = [...signed, ...renewals.map((one) => ({ ...one, rev: 0 }))];
  return {
    season,
    households: new Map(houses.map((one) => [one.id, one])),
    contracts: new Map(held.map((one) => [one.householdId, one])),
    renewals: new Map(renewals.map((one) => [one.householdId, one])),
    accounts: new Map(states.map((one) => [one.id, one])),
  };
}

/** What the charges of a chunk rest on beside contracts and accounts. */
export function ratesOfChunk(reads: Reads, season: Season, chunk: ChargeChunk) {
  const signed = [...chunk.contracts.values()].flatMap((contract) => {
    const place = chunk.households.get(contract.householdId)?.place;
    return place === undefined ? [] : [{ contract, place }];
  });
  return readRates(reads, season, suppliedBy(signed));
}

export type ChunkRefusal = Refusal<"not-found" | "no-contract" | ChargeCode | LateFeeCode>;

/** What a household of a chunk would be charged, under an entry id of its own. */
export interface ReckonedCharge {
  readonly ok: true;
  readonly household: Household;
  /** What is charged, where that is said by a contract: see `placeThen`. */
  readonly spaces?: readonly HeatingSpace[];
  /** 续签: the contract that it is charged by, where that is signed with it. */
  readonly renewal?: Body<Contract>;
  readonly stored: AccountState | null;
  readonly entryId: string;
  readonly posting: AnyPosting;
  /** Of all its items. */
  readonly amountFen: Fen;
}

/** Refusals, in this order: `not-found`, `no-contract`, then of the rule. */
export function reckonCharge(
  chunk: ChargeChunk,
  rates: SeasonRates,
  householdId: string,
  { nextId }: Pick<Moment, "nextId">,
): ReckonedCharge | ChunkRefusal {
  const household = chunk.households.get(householdId);
  if (household === undefined) return { ok: false, code: "not-found" };
  const contract = chunk.contracts.get(householdId);
  if (contract === undefined || !isActive(contract)) {
    return { ok: false, code: "no-contract", detail: { season: chunk.season } };
  }
  const stored = chunk.accounts.get(householdId) ?? null;
  const account = stored ?? emptyAccount(householdId);
  const entryId = nextId();
  const posting = chargeOf({ account, household, contract, rates }, entryId);
  if (!posting.ok) return posting;
  const amountFen = totalFen(itemLines(posting.value.lines).map((line) => line.amountFen));
  const { spaces } = agreed(contract);
  const renewal = chunk.renewals.get(householdId);
  return {
    ok: true,
    household,
    spaces,
    ...(renewal === undefined ? {} : { renewal }),
    stored,
    entryId,
    posting: posting.value,
    amountFen,
  };
}

/**
 * The writes that post it, with the contract that is renewed by it; `requestId` is that of the
 * request by which the run was approved.
 */
export function postCharge(
  { household, spaces, renewal, stored, entryId, posting }: ReckonedCharge,
  books: OpenBooks,
  { at, requestId }: Pick<Moment, "at"> & { readonly requestId?: string | undefined },
): readonly Write[] {
  const account = stored ?? emptyAccount(household.id);
  const stamp = {
    id: entryId,
    now: at,
    place: placeThen(household, spaces),
    ...(requestId === undefined ? {} : { requestId }),
  };
  const { writes } = enter({ stored, account, books }, posting, stamp);
  return renewal === undefined ? writes : [insert(contracts, renewal), ...writes];
}
