import { invoices, type Buyer, type Invoice } from "@warmline/shared/invoices/model.ts";
import { dropped, mended, type SettledCode } from "@warmline/shared/invoices/rules.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Placed } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { checkedBuyer, subjectsOf } from "./ask-command.ts";

interface Changing {
  readonly invoice: Invoice;
  readonly houses: readonly Household[];
}

interface ChangeInput {
  readonly id: string;
  readonly rev: number;
}

/** Refusal: `not-found`. */
export async function loadInvoice(
  reads: Pick<Reads, "get" | "unguarded">,
  { id }: { readonly id: string },
): Promise<Result<Changing, "not-found">> {
  const invoice = await reads.get(invoices, id);
  if (invoice === null) return refuse("not-found");
  const houses = invoice.accountIds.map(householdIdOf);
  return ok({ invoice, houses: await reads.unguarded.getMany(households, houses) });
}

export function placesOfHouses({ houses }: Pick<Changing, "houses">): Placed[] {
  return houses.map(({ place }) => ({ place }));
}

export function seenInvoice({ invoice }: Changing, { rev: seen }: ChangeInput) {
  return { seen, now: invoice.rev, subject: `${invoices.name}/${invoice.id}` };
}

/**
 * 修改后重开. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`,
 * `tax-number-wrong`, those of `mended`.
 */
export const mendInvoice = command({
  name: "invoices.mend",
  load: (
    reads,
    input: ChangeInput & { readonly buyer?: Buyer | undefined },
  ): Promise<Result<Changing, "not-found" | "tax-number-wrong" | SettledCode>> =>
    loadInvoice(reads, input),
  scope: placesOfHouses,
  seen: seenInvoice,
  decide({ invoice }, { buyer }, { at }) {
    const checked = buyer === undefined ? ok(undefined) : checkedBuyer(buyer);
    if (!checked.ok) return checked;
    return mapOk(mended(invoice, checked.value, at), (next) => ({
      value: { id: invoice.id },
      writes: [replace(invoices, invoice, next)],
      subjects: subjectsOf(invoice),
    }));
  },
});

/**
 * 撤销. Refusals, in this order: `not-found`, `out-of-scope`, `changed-meanwhile`, those of
 * `dropped`.
 */
export const dropInvoice = command({
  name: "invoices.drop",
  load: (
    reads,
    input: ChangeInput & { readonly reason: string },
  ): Promise<Result<Changing, "not-found" | "invoice-is-red" | SettledCode>> =>
    loadInvoice(reads, input),
  scope: placesOfHouses,
  seen: seenInvoice,
  decide: ({ invoice }, { reason }, { at }) =>
    mapOk(dropped(invoice, reason, at), (next) => ({
      value: { id: invoice.id },
      writes: [replace(invoices, invoice, next)],
      subjects: subjectsOf(invoice),
      reason,
    })),
});
