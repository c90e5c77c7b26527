import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, phoneText, reason, rev, soughtLine } from "../api/fields.ts";
import { shownRows, subjectsOf, type Reads } from "../api/reads.ts";
import { CUSTOMER_KINDS } from "./customer.ts";
import { CUSTOMER_FIELDS } from "./customer-changes.ts";
import { IDENTITY_KINDS } from "./identity-number.ts";
import { customerPermissions, householdPermissions } from "./permissions.ts";

/** HTTP status of each refusal about customers. */
export const customerRefusals = {
  "identity-wrong": 422,
  "identity-unfit": 422,
  "tax-number-wrong": 422,
  "invoice-title-only": 422,
  "customer-known": 409,
  "customer-known-elsewhere": 409,
  "customer-same": 422,
  "customer-unknown": 422,
  "customer-full": 422,
  "customer-merged": 409,
  "customer-not-merged": 409,
  "customer-itself": 422,
  "customer-large": 422,
  "version-unknown": 404,
  "household-linked": 409,
  "household-unlinked": 409,
} as const;

/** So many households one customer may hold: they are shown on one page. */
export const HOUSEHOLDS_MAX = 1_000;

const byId = z.strictObject({ id });
const kind = z.enum(CUSTOMER_KINDS);
const identityKind = z.enum(IDENTITY_KINDS);
const words = (max: number) => line(max).optional();

/** A number that is left out stays as it is, as most who change a customer cannot see it. */
export const customerFacts = {
  kind,
  name: line(60),
  phones: z.array(phoneText).max(6),
  mailingAddress: words(120),
  identity: z.strictObject({ kind: identityKind, number: line(40) }).nullish(),
  invoice: z
    .strictObject({
      title: line(100),
      taxNumber: line(40).nullish(),
      address: words(120),
      phone: words(30),
      bank: words(100),
      account: line(40).nullish(),
    })
    .optional(),
};
export type CustomerInput = z.output<z.ZodObject<typeof customerFacts>>;

const shownIdentity = z.strictObject({ kind: identityKind, number: z.string() });

/** Numbers masked, for everybody. */
const facts = z.strictObject({
  kind,
  name: z.string(),
  phones: z.array(z.string()).readonly(),
  mailingAddress: z.string().optional(),
  identity: shownIdentity.optional(),
  invoice: z
    .strictObject({
      title: z.string(),
      taxNumber: z.string().optional(),
      address: z.string().optional(),
      phone: z.string().optional(),
      bank: z.string().optional(),
      account: z.string().optional(),
    })
    .optional(),
});
export type FactsAnswer = z.output<typeof facts>;

export const customer = z.strictObject({
  id: z.string(),
  rev,
  facts,
  /** Into whom it was merged. */
  merged: z
    .strictObject({
      intoId: z.string(),
      reason: z.string().optional(),
      at: instant,
      byName: z.string(),
    })
    .optional(),
  /** The newest first. */
  versions: z.array(
    z.strictObject({
      version: z.int(),
      facts,
      /** In what it differs from the one before. */
      changed: z.array(z.enum(CUSTOMER_FIELDS)),
      reason: z.string().optional(),
      at: instant,
      byName: z.string(),
    }),
  ),
});
export type CustomerAnswer = z.output<typeof customer>;

export const readsCustomer: Reads<unknown, unknown, unknown, typeof customer> = {
  what: "customer",
  of: ({ answer }) => subjectsOf("customers", [answer.id]),
};

const hits = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.string(),
      kind,
      name: z.string(),
      phones: z.array(z.string()).readonly(),
      /** Masked. */
      identity: shownIdentity.optional(),
    }),
  ),
  /** There are others. */
  more: z.boolean(),
});
export type CustomerHit = z.output<typeof hits>["rows"][number];

export const searchCustomers = endpoint({
  name: "customers.search",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/customers/search",
  permit: householdPermissions.read,
  summary: "As one types: name, pinyin or phone; never by a number of a document",
  body: z.strictObject({ q: soughtLine(80) }),
  reads: {
    what: "customer",
    list: true,
    of: ({ answer }) => shownRows("customers", answer.rows),
  },
  answer: hits,
  refusals: ["search-unavailable"],
});

/** So many places of a number are looked for at least; blanks and hyphens are none. */
export const NUMBER_END_MIN = 4;

export const customersByNumber = endpoint({
  name: "customers.by-number",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/customers/by-number",
  permit: customerPermissions.readNumbers,
  summary: "Whose identity or tax number this is, whole or its last four places or more",
  body: z.strictObject({ number: soughtLine(40).min(NUMBER_END_MIN) }),
  reads: {
    what: "customer-numbers",
    list: true,
    of: ({ answer }) => shownRows("customers", answer.rows),
  },
  answer: hits,
  refusals: [],
});

export const getCustomer = endpoint({
  name: "customers.get",
  method: "get",
  path: "/api/customers/:id",
  permit: householdPermissions.read,
  summary: "One customer with its versions, numbers masked",
  params: byId,
  reads: readsCustomer,
  answer: customer,
  refusals: ["not-found"],
});

const wholeNumbers = z.strictObject({
  version: z.int(),
  identity: z.string().optional(),
  taxNumber: z.string().optional(),
  account: z.string().optional(),
});
export type WholeNumbers = z.output<typeof wholeNumbers>;

export const readNumbers = endpoint({
  name: "customers.read-numbers",
  method: "get",
  path: "/api/customers/:id/numbers",
  permit: customerPermissions.readNumbers,
  summary: "The whole numbers of a customer, version by version; the access log keeps who saw them",
  params: byId,
  reads: { what: "customer-numbers", of: ({ params }) => subjectsOf("customers", [params.id]) },
  /** The newest first. */
  answer: z.array(wholeNumbers),
  refusals: ["not-found"],
});

const KNOWN = ["customer-known", "customer-known-elsewhere"] as const;
/** Of whatever registers or changes a customer. */
export const factRefusals = [
  "phone-unknown",
  "identity-wrong",
  "identity-unfit",
  "tax-number-wrong",
  "invoice-title-only",
  ...KNOWN,
] as const;

export const registerCustomer = endpoint({
  name: "customers.register",
  method: "post",
  path: "/api/customers",
  permit: householdPermissions.write,
  summary: "A new customer, at once of a household where one is named",
  body: z.strictObject({
    ...customerFacts,
    /** Whose it is from now on. */
    household: z.strictObject({ id, rev }).optional(),
  }),
  about: ({ household: named }) => (named === undefined ? [] : [named.id]),
  reads: readsCustomer,
  answer: customer,
  refusals: ["not-found", "household-linked", ...factRefusals],
});

export const changeCustomer = endpoint({
  name: "customers.change",
  method: "post",
  path: "/api/customers/:id",
  permit: householdPermissions.write,
  summary: "What is known of a customer; a number that is left out stays; undone by changing back",
  params: byId,
  body: z.strictObject({ rev, ...customerFacts, reason }),
  reads: readsCustomer,
  answer: customer,
  refusals: ["not-found", "customer-merged", ...factRefusals, "customer-same"],
});

export const changeCustomerBack = endpoint({
  name: "customers.change-back",
  method: "post",
  path: "/api/customers/:id/back",
  permit: householdPermissions.write,
  summary: "What an earlier version said holds again, its numbers too: the inverse of a change",
  params: byId,
  body: z.strictObject({ rev, version: z.int().min(1).max(1_000_000), reason }),
  reads: readsCustomer,
  answer: customer,
  refusals: ["not-found", "customer-merged", "version-unknown", ...KNOWN, "customer-same"],
});
