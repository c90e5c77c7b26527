import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { invoices, type Invoice } from "@warmline/shared/invoices/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import type { Deps } from "../../platform/deps.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, cashier, done, paid, paying, settle } from "../ledger/testing.ts";
import { askInvoice } from "./ask-command.ts";
import { claimInvoice, recordInvoice } from "./course-commands.ts";
import { ISSUER } from "./issue-job.ts";
import { unheld, readPaid } from "./paid.ts";
import { correctInvoices } from "./red-commands.ts";

/** For tests: charged households with VAT, and invoices of them as their course takes them. */

export const SEASON = "2025-2026";
export const FEE = 267_470;
export const BUYER = { title: "幸福超市" } as const;

const VAT = {
  code: "vat",
  zh: "增值税",
  en: "VAT",
  from: "2019-04-01",
  rule: { kind: "vat", rates: [{ share10k: price10k(90_000) }] },
} as const;

/** People ask for it; what is at stake here is what is invoiced by it. */
export async function withVat(deps: Deps, base = 1): Promise<void> {
  const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;
  const changes = [{ list: "rules", row: VAT }] as const;
  await done(deps, program, changeCatalogue, { base, changes, reason: "财税" });
}

/** So many households that owe `FEE` each. */
export async function charged(deps: Deps, count = 1): Promise<void> {
  await settle(deps, count);
  for (let place = 0; place < count; place += 1) {
    await done(deps, caller(), charge, { id: `h${place}`, season: SEASON });
  }
}

/** Answers the receipt. */
export async function pays(deps: Deps, amountFen = FEE, accountId = "h0"): Promise<string> {
  return (await paid(deps, caller(cashier), paying(accountId, fen(amountFen)))).paymentId;
}

/** Answers our number of it. */
export async function asked(deps: Deps, paymentId: string, who: StaffActor = cashier) {
  const input = { of: { paymentId }, buyer: BUYER };
  return (await done(deps, caller(who), askInvoice, input)).id;
}

export async function invoiceOf({ store }: Pick<Deps, "store">, id: string): Promise<Invoice> {
  return (await store.get(invoices, id))!;
}

/** As if a provider had issued it. */
export async function issued(deps: Deps, id: string): Promise<Invoice> {
  const { attempt } = await invoiceOf(deps, id);
  const answer = { state: "issued", number: `26${id.slice(-6)}`, at: deps.clock.now() } as const;
  await done(deps, ISSUER, claimInvoice, { id, attempt });
  await done(deps, ISSUER, recordInvoice, { id, attempt, answer });
  return invoiceOf(deps, id);
}

/** Until nothing is left to correct; answers how much was. */
export async function corrected(deps: Deps, paymentId: string): Promise<number> {
  for (let count = 0; ; count += 1) {
    const made = await runCommand(deps, ISSUER, correctInvoices, { paymentId });
    if (!made.ok) throw new Error(made.code);
    if (!made.value.done) return count;
  }
}

/** What of a payment pays something now, and what is invoiced of it. */
export async function standing({ store }: Pick<Deps, "store">, paymentId: string) {
  const read = await readPaid(unheld(store), { paymentId });
  if (!read.ok) throw new Error(read.code);
  const { parts, invoices: all } = read.value;
  const sum = (some: readonly { readonly grossFen: number }[]) =>
    some.reduce((total, { grossFen }) => total + grossFen, 0);
  return {
    paidFen: sum(parts),
    invoicedFen: sum(all.filter(({ state }) => state !== "dropped")),
    all,
  };
}
