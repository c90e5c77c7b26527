import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide, within } from "@warmline/shared/access/scope.ts";
import { customers, factsOf } from "@warmline/shared/households/customer.ts";
import { maskNumber, maskPhone } from "@warmline/shared/households/mask.ts";
import type { InvoiceAnswer, InvoiceRow } from "@warmline/shared/invoices/api.ts";
import { invoices, type Invoice, type InvoiceState } from "@warmline/shared/invoices/model.ts";
import { leftOf, linesOf, totalOf, uninvoiced } from "@warmline/shared/invoices/parts.ts";
import { invoicedBy } from "@warmline/shared/invoices/rules.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import { officeOf } from "@warmline/shared/ledger/office.ts";
import type { Deps } from "../../platform/deps.ts";
import type { HouseholdAccount } from "../ledger/index.ts";
import { loadInvoice } from "./change-commands.ts";
import { invoicesOf, readPaid, unheld } from "./paid.ts";
import { taxProviderOf } from "./provider.ts";

type Reading = Pick<Deps, "store">;
type ReadCode = "not-found" | "out-of-scope";

interface Asked {
  readonly state?: InvoiceState | undefined;
  readonly day?: string | undefined;
  readonly title?: string | undefined;
}

/** A page; a day or a state finds those behind it. */
const ROWS_MAX = 200;
/** So many are looked at for what fits. */
const LOOKED_AT_MAX = 2_000;

/** The newest first: asked for in one's office, or of one's branch; of all to the city's. */
export async function listInvoices(
  { store, config }: Pick<Deps, "store" | "config">,
  actor: Actor,
  { state, day, title = "" }: Asked,
) {
  const newest = { order: "descending", limit: LOOKED_AT_MAX } as const;
  const all =
    day !== undefined
      ? await store.find(invoices, { index: "byDay", where: { day }, ...newest })
      : state !== undefined
        ? await store.find(invoices, { index: "byState", where: { state }, ...newest })
        : await store.find(invoices, { index: "byAsked", ...newest });
  const own = cityWide(actor) ? null : officeOf(actor);
  const fitting = all.filter(
    ({ office, branchIds, state: is, buyer }) =>
      (own === null || office === own || branchIds.includes(own)) &&
      (state === undefined || is === state) &&
      buyer.title.includes(title),
  );
  return {
    rows: fitting.slice(0, ROWS_MAX).map(rowOf),
    more: fitting.length > ROWS_MAX || all.length === LOOKED_AT_MAX,
    isIssued: taxProviderOf(config) !== null,
  };
}

/** Refusals, in this order: `not-found`, `out-of-scope`. */
async function invoiceFor(
  { store }: Reading,
  actor: Actor,
  id: string,
): Promise<Result<Invoice, ReadCode>> {
  const found = await loadInvoice(
    { get: (of, one) => store.get(of, one), unguarded: store },
    { id },
  );
  if (!found.ok) return found;
  const { invoice, houses } = found.value;
  return houses.every(({ place }) => within(actor, place)) ? ok(invoice) : refuse("out-of-scope");
}

/** Refusals as of `invoiceFor`. */
export async function readInvoice(
  deps: Reading,
  actor: Actor,
  id: string,
): Promise<Result<InvoiceAnswer, ReadCode>> {
  const found = await invoiceFor(deps, actor, id);
  if (!found.ok) return found;
  const invoice = found.value;
  const { title, taxNumber, email, phone } = invoice.buyer;
  const reds = (await invoicesOf(deps.store, invoice.paymentIds)).filter(
    ({ blueId }) => blueId === id,
  );
  const left = leftOf(invoice.parts, invoicedBy(reds));
  return ok({
    ...rowOf(invoice),
    buyer: {
      title,
      ...(taxNumber === undefined ? {} : { taxNumber: maskNumber(taxNumber) }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
    },
    lines: invoice.lines,
    leftFen: invoice.kind === "red" ? ZERO_FEN : totalOf(linesOf(left)).grossFen,
  });
}

/** Refusals as of `invoiceFor`. */
export async function readTaxNumber(deps: Reading, actor: Actor, id: string) {
  const found = await invoiceFor(deps, actor, id);
  if (!found.ok) return found;
  const { taxNumber } = found.value.buyer;
  return ok(taxNumber === undefined ? {} : { taxNumber });
}

/**
 * 收据开票情况: what a payment's money pays now, and what of it is invoiced. Refusals, in this order:
 * `not-found`, `out-of-scope`.
 */
export async function invoicesOfPayment({ store }: Reading, actor: Actor, number: string) {
  const paid = await readPaid(unheld(store), { paymentId: number });
  if (!paid.ok) return paid;
  const { accounts, parts, invoices: all, rules } = paid.value;
  if (!accounts.every(({ household: { place } }) => within(actor, place))) {
    return refuse("out-of-scope");
  }
  const [first] = accounts;
  return ok({
    accountIds: accounts.map(({ account }) => account.id),
    invoices: all.toSorted((a, b) => b.askedAt - a.askedAt).map(rowOf),
    lines: linesOf(uninvoiced(parts, invoicedBy(all))),
    hasRates: rules !== null,
    title: first === undefined ? "" : await titleOf({ store }, first),
  });
}

/** The title that the customer gave, or the holder. */
async function titleOf({ store }: Reading, { household, account }: HouseholdAccount) {
  const holder = holderOf(household, account.id) ?? household.name;
  const { customerId } = household;
  if (customerId === undefined || holder !== household.name) return holder;
  const customer = await store.get(customers, customerId);
  return (customer && factsOf(customer).invoice?.title) ?? holder;
}

function rowOf(invoice: Invoice): InvoiceRow {
  const { id, rev, kind, state, since, day, askedAt, asker, buyer } = invoice;
  const { paymentIds, accountIds, grossFen, netFen, taxFen } = invoice;
  const { blueId, reason, issued, refusal } = invoice;
  return {
    id,
    rev,
    kind,
    state,
    since,
    day,
    askedAt,
    askerName: asker.name,
    title: buyer.title,
    paymentIds,
    accountIds,
    grossFen,
    netFen,
    taxFen,
    ...(blueId === undefined ? {} : { blueId }),
    ...(reason === undefined ? {} : { reason }),
    ...(issued === undefined ? {} : { issued }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}
