import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { onAccountFen, owedFen, type Lot } from "@warmline/shared/ledger/account.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { returned, stayed } from "@warmline/shared/ledger/kinds/balance-testing.ts";
import { refundedBy } from "@warmline/shared/ledger/kinds/refund.ts";
import {
  PAYMENT_METHODS,
  sumFen,
  tendersOf,
  type PaymentMethod,
} from "@warmline/shared/ledger/lines.ts";
import { netFen, type Book } from "@warmline/shared/ledger/testing.ts";
import { hold, same } from "./holding.ts";

/** 退费, over random streams; `make` gives the same one for the same seed. */
export function refundProperties(make: (seed: number) => Book) {
  return {
    "no payment gives back more than it brought, by any way, whatever came between": (seed) => {
      const { entries } = make(seed);
      for (let count = 1; count <= entries.length; count += 1) {
        const now = entries.slice(0, count);
        for (const payment of now.filter(({ detail }) => detail.kind === "payment")) {
          for (const method of PAYMENT_METHODS) {
            const came = sumFen(tendersOf(payment).filter((one) => one.method === method));
            const out = outOf(now, payment.paymentId ?? "", method);
            hold(out >= 0 && out <= came, `${out} of ${came} by ${method}`);
          }
        }
      }
    },
    "all that is on account can go back, and then nothing is": (seed) => {
      const book = make(seed);
      const before = onAccountFen(book.account);
      const owed = owedFen(book.account);
      const out = refundAll(book);
      same(sumFen(out.map(({ lines }) => ({ amountFen: netFen({ lines }) }))), before, "went out");
      same([owedFen(book.account), onAccountFen(book.account)], [owed, 0], "left");
    },
    "refunds that come back, in any order, are as if they had never been": (seed) => {
      const random = seededRandom(seed + 110_000);
      const book = make(seed);
      const { items, lots, sums } = book.account;
      const out = refundAll(book);
      while (out.length > 0) {
        book.reverse(out.splice(Math.floor(random.next() * out.length), 1)[0]!);
      }
      const { account } = book;
      same(
        { items: account.items, lots: account.lots, sums: account.sums },
        { items, lots, sums },
        "all",
      );
    },
    "what stayed with a former holder goes back from there, no more than came": (seed) => {
      const book = make(seed);
      if (book.account.lots.length === 0) return;
      const before = onAccountFen(book.account);
      const moved = stayed(book);
      const [first] = refundAll(moved.to);
      same(onAccountFen(moved.from.account) + onAccountFen(moved.to.account), 0, "left");
      same(before > 0, first !== undefined, "something went out");
      for (const entry of moved.to.entries.filter(({ detail }) => detail.kind === "refund")) {
        moved.to.reverse(entry);
      }
      same(onAccountFen(returned(moved).from.account), before, "back again");
    },
  } as const satisfies Record<string, (seed: number) => void>;
}

/** Lot by lot and way by way, each as far as it goes. */
function refundAll(book: Book): Entry[] {
  const out: Entry[] = [];
  for (const lot of book.account.lots) {
    let left: number = lot.leftFen;
    for (const method of PAYMENT_METHODS) {
      const most = Math.min(left, cameBy(lot, method) - outOf(book.entries, lot.lotId, method));
      if (most <= 0) continue;
      out.push(book.refund(lot.lotId, most, method));
      left -= most;
    }
  }
  return out;
}

/** What was taken over goes back in any way; of one way a lot's rest is the limit. */
function cameBy({ method, tenders }: Lot, way: PaymentMethod): number {
  if (tenders !== undefined) return sumFen(tenders.filter((one) => one.method === way));
  return method === undefined || method === way ? Infinity : 0;
}

function outOf(entries: readonly Entry[], lotId: string, method: string): number {
  const own = entries.flatMap(({ refundId, lines }) =>
    refundId === undefined ? [] : (refundedBy(lines) ?? []),
  );
  return sumFen(own.filter((one) => one.lotId === lotId && one.method === method));
}
