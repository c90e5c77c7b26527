import { sameContent } from "../kernel/canonical.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { CustomerFacts, CustomerKind, Identity, InvoiceTitle } from "./customer.ts";
import {
  identityNumber,
  PERSON_IDENTITIES,
  taxNumber,
  bareNumber,
  type IdentityKind,
} from "./identity-number.ts";
import { maskNumber } from "./mask.ts";
import { normalisePhones } from "./phone.ts";

/** What can differ between two versions; the words are `households.customer.field.<field>`. */
export const CUSTOMER_FIELDS = [
  "kind",
  "name",
  "phones",
  "mailingAddress",
  "identity",
  "invoice",
] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];

/** As people hand it in: a number that is left out stays, null takes it away. */
export interface DescribedCustomer extends Pick<CustomerFacts, "kind" | "name" | "phones"> {
  readonly mailingAddress?: string | undefined;
  readonly identity?: Identity | null | undefined;
  readonly invoice?: DescribedInvoice | undefined;
}

interface DescribedInvoice extends Omit<InvoiceTitle, "taxNumber" | "account"> {
  readonly taxNumber?: string | null | undefined;
  readonly account?: string | null | undefined;
}

export type FactsCode =
  | "phone-unknown"
  | "identity-wrong"
  | "identity-unfit"
  | "tax-number-wrong"
  | "invoice-title-only";

/**
 * The facts as they are kept. Refusals, in this order: `phone-unknown`, `identity-wrong`,
 * `identity-unfit` (a document that persons or organisations do not have), `tax-number-wrong`,
 * `invoice-title-only` (of a person).
 */
export function describeCustomer(
  described: DescribedCustomer,
  before: CustomerFacts | null,
  areaCode?: string,
): Result<CustomerFacts, FactsCode> {
  const { kind, name, mailingAddress } = described;
  const phones = normalisePhones(described.phones, areaCode);
  if (!phones.ok) return phones;
  const identity = identityOf(described.identity, before?.identity);
  if (!identity.ok) return identity;
  if (identity.value !== undefined && !fits(kind, identity.value.kind)) {
    return refuse("identity-unfit");
  }
  const invoice = invoiceOf(described.invoice, before?.invoice);
  if (!invoice.ok) return invoice;
  if (kind === "person" && Object.keys(invoice.value ?? {}).length > 1) {
    return refuse("invoice-title-only");
  }
  return ok({
    kind,
    name,
    phones: phones.value,
    ...known({ mailingAddress, identity: identity.value, invoice: invoice.value }),
  });
}

/** Which documents somebody may have. */
export function fits(kind: CustomerKind, identity: IdentityKind): boolean {
  const personal = PERSON_IDENTITIES.some((one) => one === identity);
  return personal === (kind === "person");
}

function identityOf(
  described: Identity | null | undefined,
  before: Identity | undefined,
): Result<Identity | undefined, "identity-wrong"> {
  if (described === undefined) return ok(before);
  if (described === null) return ok(undefined);
  const { kind } = described;
  const number = identityNumber(kind, described.number);
  return number.ok ? ok({ kind, number: number.value }) : number;
}

function invoiceOf(
  described: DescribedInvoice | undefined,
  before: InvoiceTitle | undefined,
): Result<InvoiceTitle | undefined, "tax-number-wrong"> {
  if (described === undefined) return ok(undefined);
  const { title, address, phone, bank, account } = described;
  const given = described.taxNumber;
  const tax = typeof given === "string" ? taxNumber(given) : ok(kept(given, before?.taxNumber));
  if (!tax.ok) return tax;
  const holds = typeof account === "string" ? bareNumber(account) : kept(account, before?.account);
  return ok({ title, ...known({ taxNumber: tax.value, address, phone, bank, account: holds }) });
}

function kept(given: null | undefined, before: string | undefined): string | undefined {
  return given === undefined ? before : undefined;
}

/** Only what is there: what is kept is compared field by field. */
function known<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** In what two versions differ; of the first all that it says. */
export function changedFields(before: CustomerFacts | null, after: CustomerFacts): CustomerField[] {
  return CUSTOMER_FIELDS.filter((field) => !sameContent(before?.[field], after[field]));
}

/** As whoever may read households sees it: numbers and accounts masked. */
export function maskedFacts(facts: CustomerFacts): CustomerFacts {
  const { identity, invoice, ...open } = facts;
  const { taxNumber: tax, account, ...title } = invoice ?? {};
  const masked = { taxNumber: tax && maskNumber(tax), account: account && maskNumber(account) };
  return {
    ...open,
    ...known({
      identity: identity && { ...identity, number: maskNumber(identity.number) },
      invoice: invoice && { ...title, title: invoice.title, ...known(masked) },
    }),
  };
}
