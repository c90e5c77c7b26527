import { vatRuleOn, type RuleSource } from "@warmline/shared/catalogue/rules-on.ts";
import type { VatRule } from "@warmline/shared/catalogue/vat-rule.ts";
import { invoices, type Invoice } from "@warmline/shared/invoices/model.ts";
import { paidParts } from "@warmline/shared/invoices/paid-parts.ts";
import type { InvoicePart } from "@warmline/shared/invoices/parts.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { entries, replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { entryOfItem } from "@warmline/shared/ledger/item-steps.ts";
import { payments, type Payment } from "@warmline/shared/ledger/payment.ts";
import type { Position } from "@warmline/shared/ledger/position.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { readAccount, readStream, type HouseholdAccount } from "../ledger/index.ts";

/** What an invoice is of. */
export type Subject =
  | { readonly paymentId: string }
  | { readonly accountId: string; readonly season: string };

/** What was paid, and what is invoiced of it. */
export interface Paid {
  readonly accounts: readonly HouseholdAccount[];
  readonly parts: readonly InvoicePart[];
  /** All of these payments that were ever asked for. */
  readonly invoices: readonly Invoice[];
  /** Null: no rates hold for the day of a payment, and nothing can be told of its parts. */
  readonly rules: readonly RuleSource[] | null;
}

type Reading = Pick<Store, "get" | "getMany" | "find">;

/** What a commit rests on; streams are read beside it, as each entry moves its account. */
export interface PaidReads extends Reading {
  readonly unguarded: Reading;
}

/** For queries, which rest on nothing. */
export function unheld(store: Reading): PaidReads {
  return {
    get: (collection, id) => store.get(collection, id),
    getMany: (collection, ids) => store.getMany(collection, ids),
    find: (collection, query) => store.find(collection, query),
    unguarded: store,
  };
}

interface Standing {
  readonly account: HouseholdAccount;
  readonly position: Position;
  readonly stream: readonly Entry[];
}

/** Refusal: `not-found`. */
export async function readPaid(
  reads: PaidReads,
  subject: Subject,
): Promise<Result<Paid, "not-found">> {
  const asked = "paymentId" in subject ? await reads.get(payments, subject.paymentId) : null;
  if ("paymentId" in subject && asked === null) return refuse("not-found");
  const ids = "paymentId" in subject ? await accountsOf(reads, asked) : [subject.accountId];
  const standing: Standing[] = [];
  for (const id of ids) {
    const account = await readAccount(reads, id);
    if (!account.ok) return account;
    const stream = await readStream(reads.unguarded, id);
    standing.push({ account: account.value, position: replay(id, stream), stream });
  }
  const season = "season" in subject ? subject.season : undefined;
  const paying = asked === null ? await payingFor(reads, standing, season) : [asked];
  const rates = await ratesOf(reads, paying);
  const made = await makersOf(reads, standing);
  return ok({
    accounts: standing.map(({ account }) => account),
    parts: standing.flatMap(({ position }) =>
      paidParts(position, { rules: rates.byPayment, season, madeBy: (id) => made.get(id) }),
    ),
    invoices: await invoicesOf(
      reads,
      paying.map(({ id }) => id),
    ),
    rules: rates.sources,
  });
}

/** Its own, and where its money was invoiced after it moved with a former holder. */
async function accountsOf(reads: PaidReads, payment: Payment | null): Promise<string[]> {
  if (payment === null) return [];
  const asked = await invoicesOf(reads, [payment.id]);
  const own = payment.parts.map(({ accountId }) => accountId);
  return [...new Set([...own, ...asked.flatMap(({ accountIds }) => accountIds)])];
}

/** 全部相关发票: dropped ones, too. */
export async function invoicesOf(
  { find }: Pick<Reading, "find">,
  paymentIds: readonly string[],
): Promise<Invoice[]> {
  if (paymentIds.length === 0) return [];
  return find(invoices, { index: "byPayment", where: { paymentIds }, limit: INVOICES_MAX });
}

/** More were never asked for of one season or payment. */
const INVOICES_MAX = 500;

/** Payments whose money pays something of a season; what was taken over is of none. */
async function payingFor(
  reads: PaidReads,
  standing: readonly Standing[],
  season: string | undefined,
): Promise<Payment[]> {
  const lots = standing.flatMap(({ position: { links, items } }) =>
    [...links].flatMap(([itemId, paid]) =>
      items.get(itemId)?.season === season ? [...paid.keys()] : [],
    ),
  );
  return reads.unguarded.getMany(payments, [...new Set(lots)]);
}

async function ratesOf(reads: PaidReads, paying: readonly Payment[]) {
  const catalogue = await holdingCatalogue(reads);
  const byPayment = new Map<string, VatRule>();
  const sources = new Map<string, RuleSource>();
  for (const { id, bookedOn } of paying) {
    const held = vatRuleOn(catalogue, bookedOn);
    if (held === null) return { byPayment: new Map<string, VatRule>(), sources: null };
    const { rule, ruleCode, catalogueVersion } = held;
    byPayment.set(id, rule);
    sources.set(ruleCode, { ruleCode, catalogueVersion });
  }
  return { byPayment, sources: [...sources.values()] };
}

/** Entries that made the items which are paid: most are in the same stream. */
async function makersOf(
  reads: PaidReads,
  standing: readonly Standing[],
): Promise<ReadonlyMap<string, Entry>> {
  const own = new Map(standing.flatMap(({ stream }) => stream.map((one) => [one.id, one])));
  const named = standing.flatMap(({ position }) => [...position.links.keys()].map(entryOfItem));
  const elsewhere = [...new Set(named)].filter((id) => !own.has(id));
  const found = elsewhere.length === 0 ? [] : await reads.unguarded.getMany(entries, elsewhere);
  for (const one of found) own.set(one.id, one);
  return own;
}
