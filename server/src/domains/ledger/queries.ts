import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Address } from "@warmline/shared/households/model.ts";
import { emptyAccount } from "@warmline/shared/ledger/account.ts";
import {
  allocate,
  type AllocateCode,
  type AllocationPlan,
} from "@warmline/shared/ledger/allocate.ts";
import type { NewEntry } from "@warmline/shared/ledger/chain.ts";
import { accounts, entries, type Debt, type Entry } from "@warmline/shared/ledger/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { HouseholdAnswer } from "@warmline/shared/households/api.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/answers.ts";
import { getHouseholdByNumber } from "../households/index.ts";
import { householdAnswer } from "../households/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { accountOf, debtNow, type ReadCode } from "./account-of.ts";

type Reading = Pick<Deps, "store" | "clock">;

/** So many entries come with an account. */
export const NEWEST_ENTRIES = 20;

export interface AccountView {
  readonly household: HouseholdAnswer;
  readonly debt: Debt;
}

/**
 * The fee lookup of every counter and phone: household and debt by number, so two reads and no
 * more. Refusals, in this order: `not-found`, `out-of-scope`.
 */
export async function accountByNumber(
  deps: Reading,
  actor: Actor,
  number: string,
): Promise<Result<AccountView, ReadCode>> {
  const household = await getHouseholdByNumber(deps, actor, number);
  if (!household.ok) return household;
  const stored = await deps.store.get(accounts, household.value.id);
  const debt = debtNow(deps, stored ?? emptyAccount(household.value.id));
  return ok({ household: householdAnswer(household.value), debt });
}

/** The newest entries of a household, newest first; `before`: only those with a lower seq. */
export function newestEntries(
  { store }: Pick<Deps, "store">,
  householdId: string,
  limit: number,
  before?: number,
): Promise<Entry[]> {
  return store.find(entries, {
    index: "byHousehold",
    where: { householdId },
    ...(before === undefined ? {} : { to: before }),
    order: "descending",
    limit,
  });
}

/** What is owed, by season, and why. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function householdDebt(
  deps: Reading,
  actor: Actor,
  householdId: string,
): Promise<Result<Debt, ReadCode>> {
  const found = await accountOf(deps, actor, householdId);
  return found.ok ? ok(debtNow(deps, found.value.account)) : found;
}

export interface EntryPage {
  readonly entries: readonly EntryAnswer[];
  readonly before: number | null;
}

/** A page of the journal, newest first. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function entryPage(
  deps: Reading,
  actor: Actor,
  input: { readonly householdId: string; readonly before?: number | undefined; limit: number },
): Promise<Result<EntryPage, ReadCode>> {
  const { householdId, before, limit } = input;
  const found = await accountOf(deps, actor, householdId);
  if (!found.ok) return found;
  const page = await newestEntries(deps, householdId, limit, before);
  // On the newest page a reversal stands before what it reverses; later ones have to be asked for.
  const reversals =
    before === undefined || page.length === 0
      ? []
      : await deps.store.find(entries, {
          index: "reverses",
          where: { reverses: page.map(({ id }) => id) },
          limit: page.length,
        });
  const last = page.at(-1);
  return ok({
    entries: answerEntries(page, reversals),
    before: last === undefined || last.seq === 1 ? null : last.seq,
  });
}

/** Where an amount would go. Refusals: `not-found`, `out-of-scope`, then those of `allocate`. */
export async function previewPayment(
  deps: Reading,
  actor: Actor,
  input: {
    readonly householdId: string;
    readonly amountFen: number;
    readonly season?: string | undefined;
  },
): Promise<Result<AllocationPlan & { seq: number; owedFen: number }, ReadCode | AllocateCode>> {
  const found = await accountOf(deps, actor, input.householdId);
  if (!found.ok) return found;
  const { account } = found.value;
  const plan = allocate(account, input.amountFen, input.season);
  if (!plan.ok) return plan;
  return ok({ seq: account.seq, owedFen: account.owedFen, ...plan.value });
}

/** What a receipt says. Refusals, in this order: `not-found`, `out-of-scope`, `no-receipt`. */
export async function receiptOf(deps: Reading, actor: Actor, entryId: string) {
  const entry = await deps.store.get(entries, entryId);
  if (entry === null) return refuse("not-found");
  const [found, reversals] = await Promise.all([
    accountOf(deps, actor, entry.householdId),
    deps.store.find(entries, { index: "reverses", where: { reverses: entryId }, limit: 1 }),
  ]);
  if (!found.ok) return found;
  const { household } = found.value;
  if (entry.detail.kind !== "payment") return refuse("no-receipt");
  const { receiptNumber, method, amountFen, allocations, prepaidFen, payer } = entry.detail;
  return ok({
    receiptNumber,
    at: entry.at,
    householdNumber: household.number,
    householdName: household.name,
    address: addressLine(household.address),
    method,
    amountFen,
    allocations,
    prepaidFen,
    ...(payer === undefined ? {} : { payer }),
    cashier: entry.actorName,
    reversed: reversals.length > 0,
    hash: entry.hash,
  });
}

function addressLine({ district, community, building, unit, room }: Address): string {
  return `${district}${community}${building}${unit}${room}`;
}

/** Entries for doors, each with the entry that reversed it as far as it is among those given. */
export function answerEntries(
  page: readonly Entry[],
  reversals: readonly Entry[] = [],
): EntryAnswer[] {
  const answers = new Map<string, string>();
  for (const { id, reverses } of [...reversals, ...page]) {
    if (reverses !== undefined) answers.set(reverses, id);
  }
  return page.map((entry) => answerEntry(entry, answers.get(entry.id)));
}

export function answerEntry(entry: NewEntry, reversedBy?: string): EntryAnswer {
  const { id, householdId, seq, at, lines, detail, actorId, actorName, origin, reason } = entry;
  return {
    id,
    householdId,
    seq,
    at,
    lines: [...lines],
    detail,
    actorId,
    actorName,
    origin,
    ...(reason === undefined ? {} : { reason }),
    hash: entry.hash,
    ...(reversedBy === undefined ? {} : { reversedBy }),
  };
}
