import { chargingRulesOn } from "@warmline/shared/catalogue/rules-on.ts";
import { households, type Household, type Season } from "@warmline/shared/households/model.ts";
import { totalFen } from "@warmline/shared/kernel/money.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { accounts, emptyAccount, type AccountState } from "@warmline/shared/ledger/account.ts";
import { accruedFees, type LateRules } from "@warmline/shared/ledger/accrued-fees.ts";
import { KINDS, type Entry } from "@warmline/shared/ledger/entry.ts";
import { itemLines } from "@warmline/shared/ledger/kinds/charge.ts";
import { instalmentPlans, type InstalmentPlan } from "@warmline/shared/ledger/plan.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import type { ChunkRefusal, ReckonedCharge } from "./charge-chunk.ts";
import { readStream } from "./posting.ts";

/** Households with all that their late fees of one season are reckoned from. */
export interface LateChunk {
  readonly households: ReadonlyMap<string, Household>;
  readonly accounts: ReadonlyMap<string, AccountState>;
  readonly streams: ReadonlyMap<string, readonly Entry[]>;
  readonly rules: LateRules;
  /** 分期: of all of them. */
  readonly plans: readonly InstalmentPlan[];
}

/**
 * Of these households. Their streams are held against nothing: each is whole as of an account that
 * is read with `reads`, and whoever posts to it since has moved that.
 */
export async function readLateChunk(
  reads: Pick<Reads, "get" | "getMany">,
  { unguarded }: { readonly unguarded: Pick<Store, "find"> },
  season: Season,
  ids: readonly string[],
): Promise<LateChunk> {
  const [catalogue, houses, states] = await Promise.all([
    holdingCatalogue(reads),
    reads.getMany(households, ids),
    reads.getMany(accounts, ids),
  ]);
  const { lateFee } = chargingRulesOn(catalogue, season.from);
  const plans = await findAll({ store: unguarded }, instalmentPlans, {
    index: "byAccount",
    where: { accountId: [...ids] },
  });
  const streams = states.map(async ({ id }) => [id, await readStream(unguarded, id)] as const);
  return {
    households: new Map(houses.map((one) => [one.id, one])),
    accounts: new Map(states.map((one) => [one.id, one])),
    streams: new Map(await Promise.all(streams)),
    plans,
    rules: (name) => (name === season.id ? lateFee : undefined),
  };
}

/** What a household comes to by a day. Refusals, in this order: `not-found`, those of the rule. */
export function reckonLateFee(
  chunk: LateChunk,
  until: CityDate,
  householdId: string,
  { nextId }: Pick<Moment, "nextId">,
): ReckonedCharge | ChunkRefusal {
  const household = chunk.households.get(householdId);
  if (household === undefined) return refuse("not-found");
  const stored = chunk.accounts.get(householdId) ?? null;
  const stream = chunk.streams.get(householdId) ?? [];
  const plans = chunk.plans.filter(({ accountId }) => accountId === householdId);
  const accrued = accruedFees(householdId, stream, { until, rules: chunk.rules, plans });
  const entryId = nextId();
  const position = positionOf(stored ?? emptyAccount(householdId));
  const posting = KINDS.lateFee.decide(position, { entryId, accrued });
  if (!posting.ok) return posting;
  const amountFen = totalFen(itemLines(posting.value.lines).map((line) => line.amountFen));
  return { ok: true, household, stored, entryId, posting: posting.value, amountFen };
}
