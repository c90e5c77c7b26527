import { standingEntries } from "@warmline/shared/ledger/standing-entries.ts";
import { negateFen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { accountStream, type Entry } from "@warmline/shared/ledger/entry.ts";
import { sumFen, tendersOf, type PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { newestEntries, type Finding } from "./entry-answers.ts";

/** 收据: what of a payment paid which season, and what stayed on account. */
export interface ReceiptView {
  readonly number: string;
  readonly paid: readonly { readonly season: string; readonly amountFen: Fen }[];
  readonly restFen: Fen;
}

/** A payment as a resident is told of it: what of it came to this account, and how. */
export interface PaymentView {
  readonly at: Instant;
  readonly amountFen: Fen;
  readonly methods: readonly PaymentMethod[];
  /** Absent: it was taken over, and has none here. */
  readonly receipt?: ReceiptView;
}

/** Those further back are told at a counter. */
const ENTRIES_MAX = 100;

/** 缴费记录: the payments that stand, the newest first; what was voided or reversed is none. */
export async function paymentsOf(deps: Finding, accountId: string): Promise<PaymentView[]> {
  const newest = await newestEntries(deps, accountStream(accountId), ENTRIES_MAX);
  return standingEntries(newest)
    .filter(({ detail }) => detail.kind === "payment")
    .map((entry) => {
      const tenders = tendersOf(entry);
      const methods = tenders.map(({ method }) => method);
      return { at: entry.at, amountFen: sumFen(tenders), methods, ...receiptOf(entry) };
    });
}

function receiptOf({ paymentId, lines }: Entry): { readonly receipt?: ReceiptView } {
  if (paymentId === undefined) return {};
  const own = lines.filter(({ lotId }) => lotId === paymentId);
  const paid = Map.groupBy(
    own.filter(({ itemId }) => itemId !== undefined),
    ({ season = "" }) => season,
  );
  return {
    receipt: {
      number: paymentId,
      paid: [...paid].map(([season, of]) => ({ season, amountFen: negateFen(sumFen(of)) })),
      restFen: negateFen(sumFen(own.filter(({ account }) => account === "prepaid"))),
    },
  };
}
