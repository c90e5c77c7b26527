import type {
  CustomerAnswer,
  CustomerInput,
  FactsAnswer,
} from "@warmline/shared/households/customers-api.ts";
import { CUSTOMER_KINDS, type CustomerKind } from "@warmline/shared/households/customer.ts";
import { fits } from "@warmline/shared/households/customer-changes.ts";
import { IDENTITY_KINDS, type IdentityKind } from "@warmline/shared/households/identity-number.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { phoneShown } from "../households/labels.svelte.ts";
import { typedPhones } from "../households/typed-phones.ts";

/** What the form holds and what is kept while its person types. */
export interface CustomerDraft {
  kind: CustomerKind;
  name: string;
  phones: string;
  mailingAddress: string;
  /** Empty: no document. */
  identityKind: IdentityKind | "";
  title: string;
  address: string;
  phone: string;
  bank: string;
  /** Numbers of the invoice that are left empty go. */
  drop: boolean;
  reason: string;
}

/** Typed anew or left empty, as they are shown masked; never kept in the browser. */
export interface TypedNumbers {
  identity: string;
  taxNumber: string;
  account: string;
}

const EMPTY: CustomerDraft = {
  kind: CUSTOMER_KINDS[0],
  name: "",
  phones: "",
  mailingAddress: "",
  identityKind: "",
  title: "",
  address: "",
  phone: "",
  bank: "",
  drop: false,
  reason: "",
};

/** What the form begins with: a customer as it is known, or a household's holder. */
export function beginningOf(of: CustomerAnswer | Household | undefined): CustomerDraft {
  if (of === undefined) return EMPTY;
  if (!("facts" in of)) {
    const phones = of.people.find(({ name }) => name === of.name)?.phones ?? [];
    return { ...EMPTY, name: of.name, phones: phones.map(phoneShown).join("\n") };
  }
  const { kind, name, phones, mailingAddress = "", identity, invoice } = of.facts;
  const { title = "", address = "", phone = "", bank = "" } = invoice ?? {};
  const known = { kind, name, phones: phones.map(phoneShown).join("\n"), mailingAddress };
  return { ...EMPTY, ...known, identityKind: identity?.kind ?? "", title, address, phone, bank };
}

/** The documents that somebody of a kind may have. */
export function identityKinds(kind: CustomerKind): IdentityKind[] {
  return IDENTITY_KINDS.filter((identity) => fits(kind, identity));
}

/** Whether it may be sent: another document needs its number, an invoice its title. */
export function isComplete(
  { name, kind, identityKind, title, address, phone, bank }: CustomerDraft,
  { identity, taxNumber, account }: TypedNumbers,
  before: FactsAnswer | undefined,
): boolean {
  const stays = identityKind === before?.identity?.kind;
  const identified = identityKind === "" || stays || !isBlank(identity);
  const untitled = kind === "person" || [taxNumber, address, phone, bank, account].every(isBlank);
  return !isBlank(name) && identified && (!isBlank(title) || untitled);
}

export function described(draft: CustomerDraft, numbers: TypedNumbers): CustomerInput {
  const { kind, identityKind, name, phones, mailingAddress, title } = draft;
  const number = numbers.identity.trim();
  const stays = identityKind !== "" && number === "";
  const identity = identityKind === "" ? null : { kind: identityKind, number };
  return {
    kind,
    name: name.trim(),
    phones: typedPhones(phones),
    mailingAddress: orNone(mailingAddress),
    ...(stays ? {} : { identity }),
    ...(isBlank(title) ? {} : { invoice: invoiceOf(draft, numbers) }),
  };
}

function invoiceOf(
  { kind, drop, ...draft }: CustomerDraft,
  { taxNumber, account }: TypedNumbers,
): NonNullable<CustomerInput["invoice"]> {
  const title = draft.title.trim();
  // A person's invoice has a title alone: what stood there of an organisation goes.
  if (kind === "person") return { title, taxNumber: null, account: null };
  const left = drop ? null : undefined;
  return {
    title,
    taxNumber: orNone(taxNumber) ?? left,
    address: orNone(draft.address),
    phone: orNone(draft.phone),
    bank: orNone(draft.bank),
    account: orNone(account) ?? left,
  };
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function orNone(text: string): string | undefined {
  return isBlank(text) ? undefined : text.trim();
}
