import { invoices, type Invoice } from "@warmline/shared/invoices/model.ts";
import { answered, claimed, type Answer } from "@warmline/shared/invoices/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { subjectsOf } from "./ask-command.ts";

interface OfInvoice {
  readonly id: string;
  readonly attempt: number;
}

/** What becomes of an invoice by itself. It has no refusals; answers whether anything changed. */
function courseCommand<I extends OfInvoice>({ name, rule }: Declared<I>) {
  return command({
    name,
    scope: "anywhere",
    load: async ({ get }, { id }: I): Promise<Result<Invoice | null, never>> =>
      ok(await get(invoices, id)),
    decide(invoice, input, { at }) {
      const next = invoice === null ? null : rule(invoice, input, at);
      if (invoice === null || next === null) return ok({ value: false, writes: [], subjects: [] });
      const writes = [replace(invoices, invoice, next)];
      return ok({ value: true, writes, subjects: subjectsOf(invoice) });
    },
  });
}

interface Declared<I extends OfInvoice> {
  readonly name: string;
  readonly rule: (invoice: Invoice, input: I, at: Instant) => Body<Invoice> | null;
}

/** 占开. It has no refusals. */
export const claimInvoice = courseCommand<OfInvoice>({ name: "invoices.claim", rule: claimed });

/** 开具结果, as the provider answered. It has no refusals. */
export const recordInvoice = courseCommand<OfInvoice & { readonly answer: Answer }>({
  name: "invoices.record",
  rule: answered,
});
