import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, instant, line, reason, rev, seasonName } from "../api/fields.ts";
import { subjectsOf, type Reads } from "../api/reads.ts";
import { fenField, priceField } from "../api/unit-fields.ts";
import { FEE_IDS } from "../ledger/fees.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { INVOICE_KINDS, INVOICE_STATES } from "./model.ts";
import { invoicePermissions } from "./permissions.ts";

export const invoiceRefusals = {
  "vat-missing": 409,
  "nothing-to-invoice": 409,
  "invoice-not-issued": 409,
  "invoice-is-red": 409,
  "invoice-all-red": 409,
  "invoice-under-way": 409,
  "invoice-issued": 409,
  "invoice-dropped": 409,
} as const;

const byId = z.strictObject({ id });

/** As far as a program can tell: something at a host that has a dot. */
const EMAIL = /^[^\s@]+@[^\s@]+[.][^\s@.]+$/;

const buyer = z.strictObject({
  title: line(100),
  taxNumber: line(30).optional(),
  email: line(100).regex(EMAIL, "not-an-email").optional(),
  phone: line(30).optional(),
});

const vatSums = { grossFen: fenField, netFen: fenField, taxFen: fenField };
const invoiceLine = z.strictObject({
  season: z.string(),
  fee: z.enum(FEE_IDS),
  /** In 1/10000 per cent; 0: exempt. */
  share10k: priceField,
  ...vatSums,
});
export type InvoiceLineAnswer = z.output<typeof invoiceLine>;

/** As a list shows it; numbers of people are masked. */
const invoiceRow = z.strictObject({
  id: z.string(),
  rev: z.int(),
  kind: z.enum(INVOICE_KINDS),
  state: z.enum(INVOICE_STATES),
  since: instant,
  day: z.string(),
  askedAt: instant,
  askerName: z.string(),
  title: z.string(),
  paymentIds: z.array(z.string()).readonly(),
  accountIds: z.array(z.string()).readonly(),
  ...vatSums,
  blueId: z.string().optional(),
  reason: z.string().optional(),
  issued: z.strictObject({ number: z.string(), at: instant }).optional(),
  refusal: z.strictObject({ code: z.string(), words: z.string() }).optional(),
});
export type InvoiceRow = z.output<typeof invoiceRow>;

const invoiceAnswer = z.strictObject({
  ...invoiceRow.shape,
  buyer: z.strictObject({
    title: z.string(),
    taxNumber: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
  }),
  lines: z.array(invoiceLine).readonly(),
  /** Of a blue one: what its red ones leave of it. */
  leftFen: fenField,
});
export type InvoiceAnswer = z.output<typeof invoiceAnswer>;

type OfAccounts = Reads<
  z.ZodType,
  z.ZodType,
  z.ZodType,
  z.ZodType<{ readonly accountIds: readonly string[] }>
>;
const readsAccounts: OfAccounts = {
  what: "account",
  of: ({ answer }) => subjectsOf("households", answer.accountIds.map(householdIdOf)),
};

export const askInvoice = endpoint({
  name: "invoices.ask",
  method: "post",
  path: "/api/invoices",
  permit: invoicePermissions.ask,
  summary: "An e-invoice of what a payment paid, or what was paid of a season, and is not invoiced",
  body: z.strictObject({
    of: z.union([
      z.strictObject({ paymentId: line(40) }),
      z.strictObject({ accountId: id, season: seasonName }),
    ]),
    buyer,
  }),
  answer: z.strictObject({ id: z.string() }),
  refusals: ["not-found", "vat-missing", "nothing-to-invoice", "tax-number-wrong"],
});

export const mendInvoice = endpoint({
  name: "invoices.mend",
  method: "post",
  path: "/api/invoices/:id/mend",
  permit: invoicePermissions.ask,
  summary: "Wants what was refused once more, with another buyer where one is given",
  params: byId,
  body: z.strictObject({ rev, buyer: buyer.optional() }),
  answer: z.strictObject({ id: z.string() }),
  refusals: [
    "not-found",
    "tax-number-wrong",
    "invoice-under-way",
    "invoice-issued",
    "invoice-dropped",
  ],
});

export const dropInvoice = endpoint({
  name: "invoices.drop",
  method: "post",
  path: "/api/invoices/:id/drop",
  permit: invoicePermissions.ask,
  summary: "Drops a blue invoice that was not issued",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: z.strictObject({ id: z.string() }),
  refusals: [
    "not-found",
    "invoice-is-red",
    "invoice-under-way",
    "invoice-issued",
    "invoice-dropped",
  ],
});

export const redInvoice = endpoint({
  name: "invoices.red",
  method: "post",
  path: "/api/invoices/:id/red",
  permit: invoicePermissions.red,
  summary: "A red invoice over all that is left of an issued blue one",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: z.strictObject({ id: z.string() }),
  refusals: ["not-found", "invoice-is-red", "invoice-not-issued", "invoice-all-red"],
});

export const listInvoices = endpoint({
  name: "invoices.list",
  method: "get",
  path: "/api/invoices",
  permit: invoicePermissions.read,
  summary:
    "Invoices by state, day and title, the newest first: of one's office, or of all to the city's",
  query: z.strictObject({
    state: z.enum(INVOICE_STATES).optional(),
    day: cityDate.optional(),
    /** What its title contains. */
    title: line(100).optional(),
  }),
  reads: {
    what: "account",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.rows.flatMap(({ accountIds }) => accountIds.map(householdIdOf)),
      ),
  },
  answer: z.strictObject({
    rows: z.array(invoiceRow).readonly(),
    /** There are more that fit. */
    more: z.boolean(),
    /** Whether something issues them: without it they wait. */
    isIssued: z.boolean(),
  }),
  refusals: [],
});

export const readInvoice = endpoint({
  name: "invoices.read",
  method: "get",
  path: "/api/invoices/:id",
  permit: invoicePermissions.read,
  summary: "One invoice with its lines, the tax number masked",
  params: byId,
  reads: readsAccounts,
  answer: invoiceAnswer,
  refusals: ["not-found"],
});

export const readTaxNumber = endpoint({
  name: "invoices.read-tax-number",
  method: "get",
  path: "/api/invoices/:id/tax-number",
  permit: invoicePermissions.readTaxNumber,
  summary: "The whole tax number of an invoice's buyer; the access log keeps who saw it",
  params: byId,
  reads: { what: "customer-numbers", of: ({ params }) => subjectsOf("invoices", [params.id]) },
  answer: z.strictObject({ taxNumber: z.string().optional() }),
  refusals: ["not-found"],
});

export const readPaymentInvoices = endpoint({
  name: "invoices.of-payment",
  method: "get",
  path: "/api/receipts/:number/invoices",
  permit: invoicePermissions.read,
  summary: "The invoices of a payment, and what of it is paid and not invoiced yet",
  params: z.strictObject({ number: line(40) }),
  reads: readsAccounts,
  answer: z.strictObject({
    accountIds: z.array(z.string()).readonly(),
    invoices: z.array(invoiceRow).readonly(),
    /** What the next one would say; empty: nothing is left. */
    lines: z.array(invoiceLine).readonly(),
    /** Whether rates of VAT hold for the day of the payment: without them it cannot be invoiced. */
    hasRates: z.boolean(),
    /** The holder, or the title that the customer gave. */
    title: z.string(),
  }),
  refusals: ["not-found"],
});
