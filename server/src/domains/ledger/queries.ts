import type { Actor } from "@warmline/shared/access/actor.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import type { HouseholdAnswer } from "@warmline/shared/households/api.ts";
import { orgNodes, type Address } from "@warmline/shared/households/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { addFen, negateFen, subtractFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { accounts, emptyAccount, onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import type { Allocation, AllocateCode, AllocationPlan } from "@warmline/shared/ledger/allocate.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/answers.ts";
import type { Debt } from "@warmline/shared/ledger/debt.ts";
import { accountStream, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { planPayment } from "@warmline/shared/ledger/kinds/payment.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { getHouseholdByNumber, householdAnswer } from "../households/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { answerEntries, newestEntries } from "./entry-answers.ts";
import { accountFor, debtNow, type ReadCode } from "./posting.ts";

type Reading = Pick<Deps, "store" | "clock">;

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

/** What is owed, and why. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function householdDebt(
  deps: Reading,
  actor: Actor,
  householdId: string,
): Promise<Result<Debt, ReadCode>> {
  const found = await accountFor(deps, actor, householdId);
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
  const found = await accountFor(deps, actor, householdId);
  if (!found.ok) return found;
  const page = await newestEntries(deps, accountStream(householdId), limit, before);
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
    entries: await answerEntries(deps, page, reversals),
    before: last === undefined || last.seq === 1 ? null : last.seq,
  });
}

interface PaymentPreview extends AllocationPlan {
  readonly seq: number;
  readonly owedFen: Fen;
  /** What was on account pays first. */
  readonly usedFen: Fen;
  readonly owedAfterFen: Fen;
  readonly onAccountAfterFen: Fen;
}

/** Where an amount would go. Refusals: `not-found`, `out-of-scope`, then those of `allocate`. */
export async function previewPayment(
  deps: Reading,
  actor: Actor,
  input: {
    readonly householdId: string;
    readonly amountFen: Fen;
    readonly season?: string | undefined;
  },
): Promise<Result<PaymentPreview, ReadCode | AllocateCode>> {
  const found = await accountFor(deps, actor, input.householdId);
  if (!found.ok) return found;
  const { account } = found.value;
  const planned = planPayment(positionOf(account), input);
  if (!planned.ok) return planned;
  const { plan, links } = planned.value;
  const [owed, usedFen] = [owedFen(account), sumFen(links)];
  return ok({
    seq: account.seq,
    owedFen: owed,
    ...plan,
    usedFen,
    owedAfterFen: subtractFen(owed, addFen(usedFen, sumFen(plan.allocations))),
    onAccountAfterFen: addFen(subtractFen(onAccountFen(account), usedFen), plan.restFen),
  });
}

/** What a receipt says, by its number. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function receiptOf(deps: Reading, actor: Actor, number: string) {
  const { store } = deps;
  const payment = await store.get(payments, number);
  if (payment === null) return refuse("not-found");
  const [part] = payment.parts;
  assert(part, `payment ${number} has a part`);
  const { entryId, accountId } = part;
  const [found, entry, reversals, office] = await Promise.all([
    accountFor(deps, actor, accountId),
    store.get(entries, entryId),
    store.find(entries, { index: "reverses", where: { reverses: entryId }, limit: 1 }),
    payment.officeId === undefined ? null : store.get(orgNodes, payment.officeId),
  ]);
  if (!found.ok) return found;
  assert(entry, `payment ${number} has its entry`);
  const record = entry.auditId === undefined ? null : await store.get(audit, entry.auditId);
  const { household } = found.value;
  const [tender] = payment.tenders;
  assert(tender, `payment ${number} has a tender`);
  return ok({
    receiptNumber: number,
    entryId,
    at: entry.at,
    bookedOn: payment.bookedOn,
    householdId: household.id,
    householdNumber: household.number,
    householdName: household.name,
    address: addressLine(household.address),
    method: tender.method,
    amountFen: part.amountFen,
    ...planOf(entry, number),
    ...(payment.payer === undefined ? {} : { payer: payment.payer }),
    cashier: record?.actorName ?? payment.takenBy,
    ...(office === null ? {} : { officeName: office.name }),
    reversed: reversals.length > 0,
    hash: entry.hash,
  });
}

/** Where a payment's money went when it was taken. */
function planOf({ lines }: Entry, lotId: string): AllocationPlan {
  const own = lines.filter((line) => line.lotId === lotId);
  const allocations = own.flatMap(({ itemId, season, fee, amountFen }): Allocation[] =>
    itemId && season && fee ? [{ itemId, season, fee, amountFen: negateFen(amountFen) }] : [],
  );
  const restFen = negateFen(sumFen(own.filter(({ account }) => account === "prepaid")));
  return { allocations, restFen };
}

function addressLine({ district, community, building, unit, room }: Address): string {
  return `${district}${community}${building}${unit}${room}`;
}
