import type { Actor } from "@warmline/shared/access/actor.ts";
import type { HouseholdAnswer } from "@warmline/shared/households/api.ts";
import { addFen, subtractFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { accounts, emptyAccount, onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import type { AllocationPlan } from "@warmline/shared/ledger/allocate.ts";
import type { EntryAnswer } from "@warmline/shared/ledger/answers.ts";
import type { Debt } from "@warmline/shared/ledger/debt.ts";
import { accountStream, entries } from "@warmline/shared/ledger/entry.ts";
import { planPayment, type PlanCode } from "@warmline/shared/ledger/kinds/payment.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { getHouseholdByNumber, householdAnswer } from "../households/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { answerEntries, newestEntries } from "./entry-answers.ts";
import { payable } from "./payment-commands.ts";
import { accountFor, debtNow, type ReadCode } from "./posting.ts";

type Reading = Pick<Deps, "store" | "clock">;

export interface AccountView {
  readonly household: HouseholdAnswer;
  readonly debt: Debt;
}

/**
 * The fee lookup of every counter and phone: household and debt by number. Refusals, in this order:
 * `not-found`, `out-of-scope`.
 */
export async function accountByNumber(
  deps: Reading,
  actor: Actor,
  number: string,
): Promise<Result<AccountView, ReadCode>> {
  const household = await getHouseholdByNumber(deps, actor, number);
  if (!household.ok) return household;
  const stored = await deps.store.get(accounts, household.value.id);
  const debt = await debtNow(deps, stored ?? emptyAccount(household.value.id));
  return ok({ household: householdAnswer(household.value), debt });
}

/** What is owed, and why. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function householdDebt(
  deps: Reading,
  actor: Actor,
  householdId: string,
): Promise<Result<Debt, ReadCode>> {
  const found = await accountFor(deps, actor, householdId);
  return found.ok ? ok(await debtNow(deps, found.value.account)) : found;
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
    entries: await answerEntries(deps, found.value.household, page, reversals),
    before: last === undefined || last.seq === 1 ? null : last.seq,
  });
}

interface PaymentPreview extends AllocationPlan {
  readonly seq: number;
  readonly owedFen: Fen;
  /** What was on account pays first. */
  readonly usedFen: Fen;
  /** Of what it pays that which was written off. */
  readonly returnedFen: Fen;
  readonly owedAfterFen: Fen;
  readonly onAccountAfterFen: Fen;
}

/** Where an amount would go. Refusals: `not-found`, `out-of-scope`, then those of `planPayment`. */
export async function previewPayment(
  deps: Reading,
  actor: Actor,
  input: {
    readonly householdId: string;
    readonly amountFen: Fen;
    readonly season?: string | undefined;
    readonly writtenOff?: boolean | undefined;
  },
): Promise<Result<PaymentPreview, ReadCode | PlanCode>> {
  const found = await accountFor(deps, actor, input.householdId);
  if (!found.ok) return found;
  const { account } = found.value;
  const position = await payable(deps.store, found.value, input.writtenOff ?? false);
  const planned = planPayment(position, input);
  if (!planned.ok) return planned;
  const { plan, returned, links } = planned.value;
  const returnedFen = sumFen(returned);
  const [owed, usedFen] = [owedFen(account), sumFen(links)];
  return ok({
    seq: account.seq,
    owedFen: owed,
    ...plan,
    usedFen,
    returnedFen,
    owedAfterFen: subtractFen(addFen(owed, returnedFen), addFen(usedFen, sumFen(plan.allocations))),
    onAccountAfterFen: addFen(subtractFen(onAccountFen(account), usedFen), plan.restFen),
  });
}
