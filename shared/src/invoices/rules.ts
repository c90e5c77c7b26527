import { ok, refuse, type Refusal, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Buyer, Invoice } from "./model.ts";
import {
  leftOf,
  linesOf,
  negatedParts,
  overInvoiced,
  redLinesOf,
  totalOf,
  within,
  type InvoicePart,
} from "./parts.ts";

/** What is invoiced by all that counts: blue and red, but what was dropped. */
export function invoicedBy(all: readonly Pick<Invoice, "state" | "parts">[]): InvoicePart[] {
  return all.flatMap(({ state, parts }) => (state === "dropped" ? [] : parts));
}

/** Lines and sums of a blue invoice of such parts. */
export function blueOf(parts: readonly InvoicePart[]) {
  const lines = linesOf(parts);
  const [paymentIds, accountIds] = [
    [...new Set(parts.map(({ paymentId }) => paymentId))],
    [...new Set(parts.map(({ accountId }) => accountId))],
  ];
  return { kind: "blue" as const, parts, lines, ...totalOf(lines), paymentIds, accountIds };
}

/** Whose reds they are is the caller's matter. */
function leftOfBlue(blue: Invoice, all: readonly Invoice[]): readonly InvoicePart[] {
  const reds = all.filter(({ blueId }) => blueId === blue.id);
  return leftOf(blue.parts, invoicedBy(reds));
}

/** What a red invoice says that takes such parts off a blue one. */
export function redOf(blue: Invoice, all: readonly Invoice[], parts: readonly InvoicePart[]) {
  const lines = redLinesOf(leftOfBlue(blue, all), parts);
  const { paymentIds, accountIds, branchIds, buyer, rules, office, id: blueId } = blue;
  return {
    kind: "red" as const,
    parts: negatedParts(parts),
    lines,
    ...totalOf(lines),
    paymentIds,
    accountIds,
    branchIds,
    buyer,
    rules,
    office,
    blueId,
  };
}

export type RedCode = "invoice-not-issued" | "invoice-is-red" | "invoice-all-red";

/**
 * 全额红冲: all that is left of a blue invoice. Refusals, in this order: `invoice-is-red`,
 * `invoice-not-issued`, `invoice-all-red` (nothing is left of it).
 */
export function wholeRed(
  blue: Invoice,
  all: readonly Invoice[],
): Result<ReturnType<typeof redOf>, RedCode> {
  if (blue.kind === "red") return refuse("invoice-is-red");
  if (blue.state !== "issued") return refuse("invoice-not-issued");
  const left = leftOfBlue(blue, all);
  return left.length === 0 ? refuse("invoice-all-red") : ok(redOf(blue, all, left));
}

/** What has to be done because money was taken back. */
export type Correction =
  | { readonly how: "red"; readonly blue: Invoice; readonly parts: readonly InvoicePart[] }
  | { readonly how: "shrink"; readonly blue: Invoice; readonly parts: readonly InvoicePart[] };

/**
 * 应红冲: the first invoice, the newest before others, that says more than is paid: issued ones need
 * a red one, of one that was never issued the parts are made less (`parts` is what stays of it).
 * Of one payment; `paid` are the parts that it pays now. Null: there is none, or the provider has
 * not answered yet.
 */
export function correctionOf(
  paymentId: string,
  paid: readonly InvoicePart[],
  all: readonly Invoice[],
): Correction | null {
  const own = (parts: readonly InvoicePart[]) =>
    parts.filter((part) => part.paymentId === paymentId);
  const over = overInvoiced(own(paid), own(invoicedBy(all)));
  if (over.length === 0) return null;
  const blues = all.filter(({ kind }) => kind === "blue");
  for (const blue of blues.toSorted((a, b) => b.askedAt - a.askedAt || (a.id < b.id ? 1 : -1))) {
    if (blue.state === "dropped" || blue.state === "issuing") continue;
    const parts = within(over, leftOfBlue(blue, all));
    if (parts.length === 0) continue;
    if (blue.state === "issued") return { how: "red", blue, parts };
    return { how: "shrink", blue, parts: leftOf(blue.parts, negatedParts(parts)) };
  }
  return null;
}

export type SettledCode = "invoice-under-way" | "invoice-issued" | "invoice-dropped";

/** Refusals, in this order: `invoice-under-way`, `invoice-issued`, `invoice-dropped`. */
function refuseSettled({ state }: Invoice): Refusal<SettledCode> | null {
  if (state === "issuing") return refuse("invoice-under-way");
  if (state === "issued") return refuse("invoice-issued");
  return state === "dropped" ? refuse("invoice-dropped") : null;
}

/**
 * 修改后重开: with another buyer, or as it is. What was refused is a new attempt, since the provider
 * keeps its word about the one before. Refusals as of `refuseSettled`.
 */
export function mended(
  invoice: Invoice,
  buyer: Buyer | undefined,
  at: Instant,
): Result<Body<Invoice>, SettledCode> {
  const settled = refuseSettled(invoice);
  if (settled !== null) return settled;
  const { refusal: _, ...kept } = invoice;
  const attempt = invoice.state === "refused" ? invoice.attempt + 1 : invoice.attempt;
  return ok({ ...kept, ...(buyer && { buyer }), state: "wanted", since: at, attempt });
}

/** 撤销: before it was issued. Refusals: `invoice-is-red`, then as of `refuseSettled`. */
export function dropped(
  invoice: Invoice,
  reason: string,
  at: Instant,
): Result<Body<Invoice>, SettledCode | "invoice-is-red"> {
  if (invoice.kind === "red") return refuse("invoice-is-red");
  const settled = refuseSettled(invoice);
  return settled ?? ok({ ...invoice, state: "dropped", since: at, reason });
}

/** What stays of an invoice that was never issued; nothing: it is dropped. */
export function shrunk(
  invoice: Invoice,
  parts: readonly InvoicePart[],
  { at, reason }: { readonly at: Instant; readonly reason: string },
): Body<Invoice> {
  if (parts.length === 0) return { ...invoice, state: "dropped", since: at, reason };
  const { paymentIds: _, accountIds: __, ...less } = blueOf(parts);
  return { ...invoice, ...less };
}

interface OfAttempt {
  readonly attempt: number;
}

/** 占开, before the provider is asked. Null: somebody has it, or it is another by now. */
export function claimed(
  invoice: Invoice,
  { attempt }: OfAttempt,
  at: Instant,
): Body<Invoice> | null {
  const waits = invoice.state === "wanted" && invoice.attempt === attempt;
  return waits ? { ...invoice, state: "issuing", since: at } : null;
}

export type Answer =
  | { readonly state: "issued"; readonly number: string; readonly at: Instant }
  | { readonly state: "refused"; readonly code: string; readonly words: string };

/** What the provider answered, once. Null: it is known already, or of an attempt before. */
export function answered(
  invoice: Invoice,
  { attempt, answer }: OfAttempt & { readonly answer: Answer },
  at: Instant,
): Body<Invoice> | null {
  if (invoice.state !== "issuing" || invoice.attempt !== attempt) return null;
  if (answer.state === "refused") {
    const { code, words } = answer;
    return { ...invoice, state: "refused", since: at, refusal: { code, words } };
  }
  return {
    ...invoice,
    state: "issued",
    since: at,
    issued: { number: answer.number, at: answer.at },
  };
}
