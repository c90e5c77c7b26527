import { BEARERS } from "../catalogue/catalogue.ts";
import { areaMilli } from "../kernel/area.ts";
import type { Random } from "../kernel/ids.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import type { Result } from "../kernel/result.ts";
import { methodsOf } from "./account.ts";
import { KINDS, type AnyPosting } from "./entry.ts";
import type { OpeningSeason } from "./kinds/opening.ts";
import { trySettle } from "./settlement-testing.ts";
import type { Refunded } from "./kinds/refund.ts";
import { PAYMENT_METHODS, type Tender } from "./lines.ts";
import {
  openingSeason,
  SEASONS,
  space,
  tryCharge,
  tryCollect,
  tryLateFee,
  tryOpen,
  tryRefund,
  tryRelieve,
  tryReverse,
  tryServe,
  tryTenders,
  tryWriteOff,
  type Book,
} from "./testing.ts";

/** For tests only: streams as people might make them, the same for the same seed. */

/** One random thing that a person might try; may well be refused. */
export function randomPosting(book: Book, random: Random): Result<AnyPosting> {
  const upTo = (count: number) => Math.floor(random.next() * count);
  const season = SEASONS[upTo(SEASONS.length)]!;
  switch (upTo(17)) {
    case 0:
    case 1:
      return tryCharge(book, season, [
        space({ billingAreaMilli: areaMilli(1 + upTo(200_000)) }),
        space({ id: "s2", billingAreaMilli: areaMilli(upTo(20_000)) }),
      ]);
    case 2:
    case 3:
      return tryTenders(book, randomTenders(upTo), upTo(3) === 0 ? season : undefined);
    case 4:
      return tryOpen(book, [randomOpening(season, upTo)], upTo(2) * upTo(50_000));
    case 7:
      return tryRelieve(book, season, {
        borneBy: BEARERS[upTo(BEARERS.length)]!,
        lateFees: upTo(3) === 0,
        by: { amountFen: fen(1 + upTo(100_000)) },
      });
    case 10:
      // So much a day that some are at their cap.
      return tryLateFee(book, undefined, { share10k: price10k(50_000) });
    case 11: {
      const before = SEASONS.slice(0, SEASONS.indexOf(season) + 1);
      const owed = before.filter((one) => book.account.items.some((item) => item.season === one));
      // All of them, or one in which perhaps nothing is open.
      return tryWriteOff(book, upTo(2) === 0 && owed.length > 0 ? owed : [season]);
    }
    case 12:
      return tryCollect(book, 1 + upTo(200_000), upTo(3) === 0 ? season : undefined);
    case 13:
      return trySettle(book, season, upTo(30_000), { capped: upTo(3) > 0 });
    case 14:
      return tryServe(book, season, 1 + upTo(3));
    case 15:
      return KINDS.dispute.decide(book.position, randomItems(book, upTo));
    case 16: {
      // Of all that ever was: what is paid or reversed may be disputed, too.
      const ids = [...book.whole.items.values()].flatMap((one) => (one.disputed ? one.itemId : []));
      return KINDS.disputeSettled.decide(book.whole, ids.slice(upTo(2)));
    }
    case 5:
    case 6:
      return tryRefund(book, randomRefund(book, upTo));
    default: {
      const entry = book.entries[upTo(book.entries.length)];
      if (entry === undefined) return { ok: false, code: "not-found" };
      return tryReverse(book, entry);
    }
  }
}

/** A sum in one to three ways. */
function randomTenders(upTo: (count: number) => number): Tender[] {
  const first = upTo(PAYMENT_METHODS.length);
  return Array.from({ length: 1 + upTo(3) }, (_, place) => ({
    method: PAYMENT_METHODS[(first + place) % PAYMENT_METHODS.length]!,
    amountFen: fen(1 + upTo(200_000)),
  }));
}

/** One or several of what is open. */
function randomItems({ account }: Book, upTo: (count: number) => number): string[] {
  const from = upTo(account.items.length + 1);
  return account.items.slice(from, from + 1 + upTo(2)).map(({ itemId }) => itemId);
}

/** Often of what is on account and by a way that it came, and no more. */
function randomRefund({ account }: Book, upTo: (count: number) => number): Refunded {
  const lot = account.lots[upTo(account.lots.length)];
  const ways = lot === undefined ? [] : methodsOf(lot);
  const any = PAYMENT_METHODS[upTo(PAYMENT_METHODS.length)]!;
  return {
    lotId: lot?.lotId ?? "none",
    method: ways[upTo(ways.length + 1)] ?? any,
    amountFen: fen(1 + upTo((lot?.leftFen ?? 1) + 1)),
  };
}

function randomOpening(season: string, upTo: (count: number) => number): OpeningSeason {
  const [relievedFen, paidFen] = [upTo(2) * upTo(9_000), upTo(2) * upTo(90_000)];
  const chargedFen = relievedFen + paidFen + upTo(2) * upTo(100_000);
  return openingSeason(season, { chargedFen, relievedFen, paidFen });
}
