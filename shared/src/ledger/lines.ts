import { fen, negateFen, type Fen } from "../kernel/money.ts";
import type { FeeId } from "./fees.ts";

/** 科目. Debits are positive, credits negative; the lines of an entry sum to zero. */
export const LEDGER_ACCOUNTS = [
  "receivable", // 应收, by season, fee and item
  "revenue", // 收入
  "prepaid", // 预收, a liability, by lot
  "money", // 资金, by method
  "opening", // 期初, the other side of what is taken over
  "relief", // 减免
  "subsidy", // 财政补贴应收, by party
  "late-fee", // 违约金收入
  "bad-debt", // 坏账
  "refund-payable", // 应退款
  "rounding", // 尾差
  "suspense", // 待认领
  "clearing", // 往来, sums to zero over a commit
  "output-vat", // 销项税
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export const PAYMENT_METHODS = ["cash", "card", "wechat", "alipay", "bank"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** 付款方式: what of a payment came in one way. */
export interface Tender {
  readonly method: PaymentMethod;
  readonly amountFen: Fen;
}

/** 渠道: by which door money comes. */
export const PAYMENT_CHANNELS = [
  "counter",
  "kiosk",
  "wechat",
  "alipay",
  "bank",
  "field",
  "post",
] as const;
export type PaymentChannel = (typeof PAYMENT_CHANNELS)[number];

/** 分录行. A receivable names its item; with a lot it says by whose money it was paid. */
export interface Line {
  readonly account: LedgerAccount;
  readonly amountFen: Fen;
  readonly season?: string;
  readonly fee?: FeeId;
  readonly itemId?: string;
  readonly lotId?: string;
  readonly partyId?: string;
  readonly method?: PaymentMethod;
}

export function sumFen(parts: Iterable<{ readonly amountFen: Fen }>): Fen {
  let sum = 0;
  for (const { amountFen } of parts) sum += amountFen;
  return fen(sum);
}

/** Whether money comes in or goes out by these lines, in whatever way. */
export function movesMoney(lines: readonly Line[]): boolean {
  return lines.some(({ account }) => account === "money");
}

/** Money that came in, by its way; below zero: that went out. */
export function tendersOf({ lines }: { readonly lines: readonly Line[] }): Tender[] {
  return lines.flatMap(({ account, method, amountFen }) =>
    account === "money" && method !== undefined ? [{ method, amountFen }] : [],
  );
}

/** Of money what goes into a drawer, or comes out of one. */
function cashOf(entry: { readonly lines: readonly Line[] }): Tender[] {
  return tendersOf(entry).filter(({ method }) => method === "cash");
}

/** Whether cash goes into a drawer or out of one. */
export function movesCash(lines: readonly Line[]): boolean {
  return cashOf({ lines }).length > 0;
}

/** What entries put into a drawer, and took out of it. */
export function cashFen(entries: readonly { readonly lines: readonly Line[] }[]): Fen {
  return sumFen(entries.flatMap(cashOf));
}

/** The exact negative of lines: a reversal's red line for each blue one. */
export function negated(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, amountFen: negateFen(line.amountFen) }));
}
