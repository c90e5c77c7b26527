import { taxNumber } from "@warmline/shared/households/identity-number.ts";
import { invoices, type Buyer, type Invoice } from "@warmline/shared/invoices/model.ts";
import { uninvoiced } from "@warmline/shared/invoices/parts.ts";
import { blueOf, invoicedBy } from "@warmline/shared/invoices/rules.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { NextReceipt } from "../ledger/index.ts";
import { placesOf } from "../ledger/index.ts";
import { nextInvoice } from "./next-number.ts";
import { readPaid, type Paid, type Subject } from "./paid.ts";

interface AskInput {
  readonly of: Subject;
  readonly buyer: Buyer;
}

interface Asking extends Paid {
  readonly next: NextReceipt;
}

type AskCode = "not-found" | "vat-missing" | "nothing-to-invoice" | "tax-number-wrong";

/**
 * 开票: a blue invoice of all that is paid and not invoiced, of a payment or a season. Never more
 * than was paid: what it rests on (accounts, invoices of the same payments) is held against the
 * commit. Refusals, in this order: `not-found`, `out-of-scope`, `tax-number-wrong`, `vat-missing`
 * (no rates hold for the day of a payment), `nothing-to-invoice`.
 */
export const askInvoice = command({
  name: "invoices.ask",
  async load(reads, { of }: AskInput, { at, actor }): Promise<Result<Asking, AskCode>> {
    const paid = await readPaid(reads, of);
    if (!paid.ok) return paid;
    const next = await nextInvoice(reads, officeOf(actor), cityDate(at));
    return ok({ ...paid.value, next });
  },
  scope: ({ accounts }) => placesOf(accounts),
  decide(
    { accounts, parts, invoices: all, rules, next },
    { buyer },
    moment,
  ): Result<Decision<{ readonly id: string }>, AskCode> {
    const checked = checkedBuyer(buyer);
    if (!checked.ok) return checked;
    if (rules === null) return refuse("vat-missing");
    const left = uninvoiced(parts, invoicedBy(all));
    if (left.length === 0) return refuse("nothing-to-invoice");
    const id = next.number;
    const invoice = {
      id,
      ...blueOf(left),
      ...beginning(moment),
      office: officeOf(moment.actor),
      branchIds: [...new Set(accounts.map(({ household }) => household.place.branchId))],
      buyer: checked.value,
      rules,
    };
    return ok({
      value: { id },
      writes: [next.write, insert(invoices, invoice)],
      subjects: subjectsOf(invoice),
    });
  },
});

/** What every new one begins with. */
export function beginning({ at, actor }: Pick<Moment, "at" | "actor">) {
  return {
    state: "wanted" as const,
    since: at,
    attempt: 1,
    day: cityDate(at),
    askedAt: at,
    asker: { id: actor.id, name: actor.name },
  };
}

export function subjectsOf({ id, accountIds }: Pick<Invoice, "id" | "accountIds">): string[] {
  return [...accountIds.map((one) => `accounts/${one}`), `${invoices.name}/${id}`];
}

/** With its tax number as it is written. Refusal: `tax-number-wrong`. */
export function checkedBuyer(buyer: Buyer): Result<Buyer, "tax-number-wrong"> {
  if (buyer.taxNumber === undefined) return ok(buyer);
  const checked = taxNumber(buyer.taxNumber);
  return checked.ok ? ok({ ...buyer, taxNumber: checked.value }) : checked;
}
