import { ok, refuse, type Result } from "../../kernel/result.ts";
import {
  addFen,
  formatYuan,
  negateFen,
  subtractFen,
  ZERO_FEN,
  type Fen,
} from "../../kernel/money.ts";
import { byItemOrder, type LotOrigin, type OpenItem } from "../account.ts";
import {
  allocate,
  freePaysOpen,
  linkLines,
  lotLines,
  moveLines,
  type AllocateCode,
  type Allocation,
  type AllocationPlan,
  type Link,
} from "../allocate.ts";
import type { FormatMessage } from "../formatting.ts";
import {
  negated,
  sumFen,
  tendersOf,
  type Line,
  type PaymentChannel,
  type Tender,
} from "../lines.ts";
import { applyLines, copyOf, openItems, type Position } from "../position.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { explainParts, explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";
import { badDebtLines, writtenOffBy } from "./write-off.ts";

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
  /** 坏账收回: what was written off before all that is open; of a whole stream's position. */
  readonly writtenOff?: boolean | undefined;
}

interface PaymentFacts {
  readonly paymentId: string;
  readonly tenders: readonly Tender[];
  readonly plan: AllocationPlan;
  /** Of what it pays that which was written off, and is put back for it. */
  readonly returned: readonly Allocation[];
  /** What was on account beside open items pays first. */
  readonly links: readonly Link[];
}

export type PaymentPlan = Pick<PaymentFacts, "plan" | "returned" | "links">;
export type PlanCode = AllocateCode | "nothing-written-off";
type Asked = Pick<PaymentInput, "season" | "writtenOff"> & { readonly amountFen: Fen };

/**
 * What a payment comes to, before it is taken. Refusals, in this order: `nothing-written-off` (in
 * the season, where one is chosen), as of `allocate`.
 */
export function planPayment(position: Position, asked: Asked): Result<PaymentPlan, PlanCode> {
  const links = freePaysOpen(position);
  const paid = copyOf(position);
  applyLines(paid, moveLines(links), { sum: null });
  const open = openItems(paid);
  if (asked.writtenOff) return planReturn(paid, open, links, asked);
  const plan = allocate(open, asked.amountFen, asked.season);
  return plan.ok ? ok({ plan: plan.value, returned: [], links }) : plan;
}

/** As if all that is written off were open, and before all else; what is not paid stays so. */
function planReturn(
  { items }: Position,
  open: readonly OpenItem[],
  links: readonly Link[],
  { amountFen, season }: Asked,
): Result<PaymentPlan, PlanCode> {
  const dead = [...items.values()]
    .filter((item) => season === undefined || item.season === season)
    .flatMap((item) => {
      const { writtenOffFen } = item;
      if (writtenOffFen === undefined) return [];
      return [{ ...item, openFen: addFen(item.openFen, writtenOffFen) }];
    })
    .toSorted(byItemOrder);
  if (dead.length === 0) return refuse("nothing-written-off");
  const ids = new Set(dead.map(({ itemId }) => itemId));
  const plan = allocate([...dead, ...open.filter(({ itemId }) => !ids.has(itemId))], amountFen);
  if (!plan.ok) return plan;
  const returned = plan.value.allocations.flatMap((one): Allocation[] => {
    const openFen = items.get(one.itemId)?.openFen ?? ZERO_FEN;
    return one.amountFen > openFen
      ? [{ ...one, amountFen: subtractFen(one.amountFen, openFen) }]
      : [];
  });
  return ok({ plan: plan.value, returned, links });
}

/** 收费. Refusals as of `planPayment`. */
function decide(
  position: Position,
  { paymentId, tenders, channel, ...asked }: PaymentInput,
): Result<Posting<PaymentDetail>, PlanCode> {
  const planned = planPayment(position, { amountFen: sumFen(tenders), ...asked });
  if (!planned.ok) return planned;
  return ok({
    paymentId,
    lines: lines({ paymentId, tenders, ...planned.value }),
    detail: { kind: "payment", channel },
  });
}

function lines({ paymentId, tenders, plan, returned, links }: PaymentFacts): Line[] {
  const own = plan.allocations.map((one) => ({ ...one, lotId: paymentId }));
  return [
    ...tenders.map(({ method, amountFen }): Line => ({ account: "money", amountFen, method })),
    ...negated(badDebtLines(returned)),
    ...linkLines(own),
    ...lotLines(paymentId, negateFen(plan.restFen)),
    ...moveLines(links),
  ];
}

function fold(position: Position, entry: EntryOf<PaymentDetail>): void {
  const { seq, paymentId = "", detail } = entry;
  const origin = { lotId: paymentId, seq, ...wayOf(tendersOf(entry)), channel: detail.channel };
  // Without a lot is only what was written off, and is put back.
  applyLines(position, entry.lines, { sum: "writtenOffFen", lots: [origin] });
  addReturned(position, entry.lines);
}

/** Adds what a payment puts back of written-off debt, or with its undoing takes back. */
export function addReturned({ whole, returned }: Position, all: readonly Line[]): void {
  if (!whole) return;
  for (const { itemId, amountFen } of writtenOffBy(all)) {
    const sum = subtractFen(returned.get(itemId) ?? ZERO_FEN, amountFen);
    if (sum === 0) returned.delete(itemId);
    else returned.set(itemId, sum);
  }
}

/** One lot however it was paid, which knows what each way brought. */
function wayOf(tenders: readonly Tender[]): Pick<LotOrigin, "method" | "tenders"> {
  const [first, ...more] = tenders;
  if (first === undefined) return {};
  return more.length === 0 ? { method: first.method } : { tenders };
}

/**
 * Lines of money, one a method, all of it in this payment's lot or in what the lot paid; what it
 * puts back it also pays.
 */
function check(_: Position, entry: EntryOf<PaymentDetail>): boolean {
  const { lines: all, paymentId } = entry;
  const tenders = tendersOf(entry);
  if (tenders.length === 0 || paymentId === undefined) return false;
  const methods = new Set(tenders.map(({ method }) => method));
  const money = all.filter(({ account }) => account === "money");
  return (
    methods.size === money.length &&
    sameLines(unlinked(all), [...money, ...badDebtLines(writtenOffBy(all))]) &&
    writtenOffBy(all).every((one) => one.amountFen < 0 && isPaidBy(entry, one)) &&
    tenders.every(({ amountFen }) => amountFen > 0) &&
    onlyMoved(all, { lotId: paymentId, broughtFen: sumFen(tenders) })
  );
}

function isPaidBy(
  { lines: all, paymentId }: EntryOf<PaymentDetail>,
  { itemId, amountFen }: Allocation,
): boolean {
  const own = all.filter((line) => line.lotId === paymentId && line.itemId === itemId);
  return sumFen(own) <= amountFen;
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

/** Of what it paid, how much had been written off. */
function explainReturned(all: readonly Line[], format: FormatMessage): string {
  const amountFen = negateFen(sumFen(writtenOffBy(all)));
  return amountFen === 0 ? "" : format("entry.returned", { amount: formatYuan(amountFen) });
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
        explainReturned(entry.lines, format),
        explainUsed(others, format),
      ],
      format,
    );
  },
  reversible: true,
});
