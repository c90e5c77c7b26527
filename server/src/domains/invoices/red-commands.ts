import { invoices, type Invoice } from "@warmline/shared/invoices/model.ts";
import {
  correctionOf,
  redOf,
  shrunk,
  wholeRed,
  type RedCode,
} from "@warmline/shared/invoices/rules.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { NextReceipt } from "../ledger/index.ts";
import { beginning, subjectsOf } from "./ask-command.ts";
import { loadInvoice, placesOfHouses, seenInvoice } from "./change-commands.ts";
import { nextInvoice } from "./next-number.ts";
import { invoicesOf, readPaid, type Paid } from "./paid.ts";

interface Reddening {
  readonly invoice: Invoice;
  readonly houses: readonly Household[];
  /** All of the same payments. */
  readonly all: readonly Invoice[];
  readonly next: NextReceipt;
}

/**
 * 红冲: a red invoice over all that is left of a blue one. Its money is then invoiced to nobody, and
 * another blue one may be asked for. Refusals, in this order: `not-found`, `out-of-scope`,
 * `changed-meanwhile`, those of `wholeRed`.
 */
export const redInvoice = command({
  name: "invoices.red",
  async load(
    reads,
    input: { readonly id: string; readonly rev: number; readonly reason: string },
    { at },
  ): Promise<Result<Reddening, "not-found" | RedCode>> {
    const found = await loadInvoice(reads, input);
    if (!found.ok) return found;
    const { invoice } = found.value;
    const [all, next] = await Promise.all([
      invoicesOf(reads, invoice.paymentIds),
      nextInvoice(reads, invoice.office, cityDate(at)),
    ]);
    return ok({ ...found.value, all, next });
  },
  scope: placesOfHouses,
  seen: seenInvoice,
  decide: ({ invoice, all, next }, { reason }, moment) =>
    mapOk(wholeRed(invoice, all), (red) => redDecision(red, { next, reason, moment })),
});

interface Wanting {
  readonly next: NextReceipt;
  readonly reason: string;
  readonly moment: Pick<Moment, "at" | "actor">;
}

function redDecision(red: ReturnType<typeof redOf>, { next, reason, moment }: Wanting) {
  const id = next.number;
  const invoice = { id, ...red, ...beginning(moment), reason };
  return {
    value: { id },
    writes: [next.write, insert(invoices, invoice)],
    subjects: [...subjectsOf(invoice), `${invoices.name}/${red.blueId}`],
    reason,
  };
}

interface Correcting extends Paid {
  /** The number of a red one, by the office of its blue one. */
  readonly next: NextReceipt | null;
}

/** In the trail, as nobody asks for it. */
const CORRECTED = "所缴款项已退回或转出";

/**
 * 自动红冲: of a payment whose money was taken back, the first invoice that says more than it pays
 * now. Answers whether there was one, so that it is asked again until there is none. Refusals, in
 * this order: `not-found`, `vat-missing` (rates that there were hold no more for its day).
 */
export const correctInvoices = command({
  name: "invoices.correct",
  scope: "anywhere",
  async load(
    reads,
    { paymentId }: { readonly paymentId: string },
    { at },
  ): Promise<Result<Correcting, "not-found" | "vat-missing">> {
    const paid = await readPaid(reads, { paymentId });
    if (!paid.ok) return paid;
    const { parts, invoices: all, rules } = paid.value;
    if (rules === null) return refuse("vat-missing");
    const due = correctionOf(paymentId, parts, all);
    const next =
      due?.how === "red" ? await nextInvoice(reads, due.blue.office, cityDate(at)) : null;
    return ok({ ...paid.value, next });
  },
  decide({ parts, invoices: all, next }, { paymentId }, moment) {
    const due = correctionOf(paymentId, parts, all);
    if (due === null) return ok({ value: { done: false }, writes: [], subjects: [] });
    const { blue } = due;
    if (due.how === "red" && next !== null) {
      const red = redOf(blue, all, due.parts);
      const made = redDecision(red, { next, reason: CORRECTED, moment });
      return ok({ ...made, value: { done: true } });
    }
    const less = shrunk(blue, due.parts, { at: moment.at, reason: CORRECTED });
    return ok({
      value: { done: true },
      writes: [replace(invoices, blue, less)],
      subjects: subjectsOf(blue),
      reason: CORRECTED,
    });
  },
});
