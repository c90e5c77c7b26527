import { ok, type Result } from "../../kernel/result.ts";
import { negateFen, type Fen } from "../../kernel/money.ts";
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
import type { Line, PaymentChannel, PaymentMethod } from "../lines.ts";
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
  readonly method: PaymentMethod;
  readonly channel: PaymentChannel;
  readonly amountFen: Fen;
  /** This season before all others; otherwise the oldest first. */
  readonly season?: string | undefined;
}

interface PaymentFacts {
  readonly paymentId: string;
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
  readonly plan: AllocationPlan;
  /** What was on account beside open items pays first. */
  readonly links: readonly Link[];
}

/** What a payment comes to, before it is taken. Refusals as of `allocate`. */
export function planPayment(
  position: Position,
  { amountFen, season }: Pick<PaymentInput, "amountFen" | "season">,
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
  { paymentId, method, channel, amountFen, season }: PaymentInput,
): Result<Posting<PaymentDetail>, AllocateCode> {
  const planned = planPayment(position, { amountFen, season });
  if (!planned.ok) return planned;
  return ok({
    paymentId,
    lines: lines({ paymentId, method, amountFen, ...planned.value }),
    detail: { kind: "payment", channel },
  });
}

function lines({ paymentId, method, amountFen, plan, links }: PaymentFacts): Line[] {
  const own = plan.allocations.map((one) => ({ ...one, lotId: paymentId }));
  return [
    { account: "money", amountFen, method },
    ...linkLines(own),
    ...lotLines(paymentId, negateFen(plan.restFen)),
    ...moveLines(links),
  ];
}

function fold(position: Position, entry: EntryOf<PaymentDetail>): void {
  const { seq, paymentId = "", detail } = entry;
  const { channel } = detail;
  const method = methodOf(entry);
  const origin = { lotId: paymentId, seq, ...(method === undefined ? {} : { method }), channel };
  applyLines(position, entry.lines, { sum: null, lots: [origin] });
}

/** One line of money, all of it in this payment's lot or in what the lot paid. */
function check(_: Position, { lines: all, paymentId }: EntryOf<PaymentDetail>): boolean {
  const [money] = all;
  if (money?.account !== "money" || paymentId === undefined) return false;
  return (
    sameLines(unlinked(all), [money]) &&
    money.amountFen > 0 &&
    onlyMoved(all, { lotId: paymentId, broughtFen: money.amountFen })
  );
}

export function methodOf({ lines: all }: { readonly lines: readonly Line[] }) {
  return all.find(({ account }) => account === "money")?.method;
}

export const payment = entryKind({
  decide,
  lines,
  fold,
  check,
  explain: (entry, format) => {
    const method = methodOf(entry);
    const others = entry.lines.filter(({ lotId }) => lotId !== entry.paymentId);
    return joined(
      [
        method === undefined ? "" : format(`ledger.method.${method}`),
        explainParts(entry.lines, entry.paymentId, format),
        explainUsed(others, format),
      ],
      format,
    );
  },
  reversible: true,
});
