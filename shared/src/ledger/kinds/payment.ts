import { ok, type Result } from "../../kernel/result.ts";
import { formatYuan, negateFen, type Fen } from "../../kernel/money.ts";
import type { LotOrigin } from "../account.ts";
import {
  allocate,
  freePaysOpen,
  linkLines,
  lotLines,
  moveLines,
  type AllocateCode,
  type AllocationPlan,
  type Link,
} from "../allocate.ts";
import type { FormatMessage } from "../formatting.ts";
import { sumFen, tendersOf, type Line, type PaymentChannel, type Tender } from "../lines.ts";
import { applyLines, copyOf, openItems, type Position } from "../position.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { explainParts, explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 实收: money that came in, paid to items, the rest left on account as a lot of its own. */
export interface PaymentDetail {
  readonly kind: "payment";
  readonly channel: PaymentChannel;
}

export interface PaymentInput {
  readonly paymentId: string;
  /** What it comes to, by method: each once. */
  readonly tenders: readonly Tender[];
  readonly channel: PaymentChannel;
  /** This season before all others; otherwise the oldest first. */
  readonly season?: string | undefined;
}

interface PaymentFacts {
  readonly paymentId: string;
  readonly tenders: readonly Tender[];
  readonly plan: AllocationPlan;
  /** What was on account beside open items pays first. */
  readonly links: readonly Link[];
}

/** What a payment comes to, before it is taken. Refusals as of `allocate`. */
export function planPayment(
  position: Position,
  { amountFen, season }: { readonly amountFen: Fen; readonly season?: string | undefined },
): Result<{ readonly plan: AllocationPlan; readonly links: readonly Link[] }, AllocateCode> {
  const links = freePaysOpen(position);
  const paid = copyOf(position);
  applyLines(paid, moveLines(links), { sum: null });
  const plan = allocate(openItems(paid), amountFen, season);
  return plan.ok ? ok({ plan: plan.value, links }) : plan;
}

/** 收费. Refusals as of `allocate`. */
function decide(
  position: Position,
  { paymentId, tenders, channel, season }: PaymentInput,
): Result<Posting<PaymentDetail>, AllocateCode> {
  const planned = planPayment(position, { amountFen: sumFen(tenders), season });
  if (!planned.ok) return planned;
  return ok({
    paymentId,
    lines: lines({ paymentId, tenders, ...planned.value }),
    detail: { kind: "payment", channel },
  });
}

function lines({ paymentId, tenders, plan, links }: PaymentFacts): Line[] {
  const own = plan.allocations.map((one) => ({ ...one, lotId: paymentId }));
  return [
    ...tenders.map(({ method, amountFen }): Line => ({ account: "money", amountFen, method })),
    ...linkLines(own),
    ...lotLines(paymentId, negateFen(plan.restFen)),
    ...moveLines(links),
  ];
}

function fold(position: Position, entry: EntryOf<PaymentDetail>): void {
  const { seq, paymentId = "", detail } = entry;
  const origin = { lotId: paymentId, seq, ...wayOf(tendersOf(entry)), channel: detail.channel };
  applyLines(position, entry.lines, { sum: null, lots: [origin] });
}

/** One lot however it was paid, which knows what each way brought. */
function wayOf(tenders: readonly Tender[]): Pick<LotOrigin, "method" | "tenders"> {
  const [first, ...more] = tenders;
  if (first === undefined) return {};
  return more.length === 0 ? { method: first.method } : { tenders };
}

/** Lines of money, one a method, all of it in this payment's lot or in what the lot paid. */
function check(_: Position, entry: EntryOf<PaymentDetail>): boolean {
  const { lines: all, paymentId } = entry;
  const tenders = tendersOf(entry);
  if (tenders.length === 0 || paymentId === undefined) return false;
  const methods = new Set(tenders.map(({ method }) => method));
  const money = all.filter(({ account }) => account === "money");
  return (
    methods.size === money.length &&
    sameLines(unlinked(all), money) &&
    tenders.every(({ amountFen }) => amountFen > 0) &&
    onlyMoved(all, { lotId: paymentId, broughtFen: sumFen(tenders) })
  );
}

/** `cash`, or of several `cash ¥100.00, card ¥50.00`. */
function explainTenders(tenders: readonly Tender[], format: FormatMessage): string {
  const several = tenders.length > 1;
  const told = tenders.map(({ method, amountFen }) => {
    const name = format(`ledger.method.${method}`);
    const amount = formatYuan(amountFen);
    return several ? format("entry.tender", { method: name, amount }) : name;
  });
  return joined(told, format);
}

export const payment = entryKind({
  decide,
  lines,
  fold,
  check,
  explain: (entry, format) => {
    const others = entry.lines.filter(({ lotId }) => lotId !== entry.paymentId);
    return joined(
      [
        explainTenders(tendersOf(entry), format),
        explainParts(entry.lines, entry.paymentId, format),
        explainUsed(others, format),
      ],
      format,
    );
  },
  reversible: true,
});
