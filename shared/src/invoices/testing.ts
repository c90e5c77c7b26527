import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { instantOf } from "../kernel/time.ts";
import type { Invoice } from "./model.ts";
import type { InvoicePart } from "./parts.ts";
import { blueOf } from "./rules.ts";

/** For tests only: what payment p1 paid of heat, with 9 % unless told otherwise; bare fen. */
export function part(grossFen: number, over: Partial<InvoicePart> = {}): InvoicePart {
  return {
    paymentId: "p1",
    accountId: "h1",
    itemId: "e1/1",
    season: "2025-2026",
    fee: "heat",
    share10k: price10k(90_000),
    grossFen: fen(grossFen),
    ...over,
  };
}

/** An issued blue invoice of such parts. */
export function blue(parts: readonly InvoicePart[], over: Partial<Invoice> = {}): Invoice {
  return {
    id: "FP-CITY-2026-000001",
    rev: 1,
    ...blueOf(parts),
    state: "issued",
    since: instantOf(1),
    attempt: 1,
    day: "2026-11-30",
    askedAt: instantOf(1),
    asker: { id: "a", name: "a" },
    office: "city",
    branchIds: ["branch-1"],
    buyer: { title: "张三" },
    rules: [],
    ...over,
  };
}
