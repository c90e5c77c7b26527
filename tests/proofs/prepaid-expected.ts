import {
  addFen,
  negateFen,
  subtractFen,
  totalFen,
  ZERO_FEN,
  type Fen,
} from "@warmline/shared/kernel/money.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import { onAccountFen } from "@warmline/shared/ledger/account.ts";
import { accountIdOf, advance, replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { accountOf, emptyPosition } from "@warmline/shared/ledger/position.ts";
import type { PrepaidSums } from "@warmline/shared/reports/prepayments.ts";

/** 预收余额 reckoned a second way: by what is left of lots in the fold of each stream. */
export function expectedPrepaid(
  journal: readonly Entry[],
  { from, to }: { readonly from: CityDate; readonly to: CityDate },
): PrepaidSums {
  const streams = [...Map.groupBy(journal, ({ streamId }) => streamId).values()];
  const [openingFen, closingFen] = [addDays(from, -1), to].map((day) =>
    totalFen(streams.map((stream) => onAccountAsOf(stream, day))),
  ) as [Fen, Fen];
  const booked = journal.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
  const receivedFen = totalFen(
    streams
      .flatMap((stream) => receipts(stream).filter(({ entry }) => booked.includes(entry)))
      .map(({ leftFen }) => leftFen),
  );
  const money = booked.filter(({ refundId }) => refundId !== undefined).flatMap(moneyOf);
  const refundedFen = negateFen(sumFen(money));
  const movedFen = totalFen(booked.map(transferred));
  const came = totalFen([openingFen, receivedFen, movedFen]);
  const appliedFen = subtractFen(came, addFen(refundedFen, closingFen));
  return { openingFen, receivedFen, appliedFen, refundedFen, movedFen, closingFen };
}

function onAccountAsOf(stream: readonly Entry[], day: CityDate): Fen {
  const accountId = accountIdOf(stream[0]!.streamId)!;
  return onAccountFen(
    accountOf(
      replay(
        accountId,
        stream.filter((one) => one.bookedOn <= day),
      ),
    ),
  );
}

/** What each payment and opening left on account when it came, and less where it was undone. */
function receipts(stream: readonly Entry[]): { readonly entry: Entry; readonly leftFen: Fen }[] {
  const position = emptyPosition(accountIdOf(stream[0]!.streamId)!);
  const left = new Map<string, Fen>();
  return stream.map((entry) => {
    const before = onAccountFen(accountOf(position));
    advance(position, entry);
    const { id, detail, paymentId = "", reverses = "" } = entry;
    const own = position.lots.get(paymentId)?.leftFen ?? ZERO_FEN;
    const opened = subtractFen(onAccountFen(accountOf(position)), before);
    if (detail.kind === "payment") left.set(id, own);
    if (detail.kind === "opening") left.set(id, opened);
    const undone = detail.kind === "reversal" || detail.kind === "void" ? detail.of : null;
    if (undone === "opening") return { entry, leftFen: opened };
    return { entry, leftFen: left.get(id) ?? negateFen(left.get(reverses) ?? ZERO_FEN) };
  });
}

const moneyOf = ({ lines }: Entry) => lines.filter(({ account }) => account === "money");

function transferred({ detail, lines }: Entry): Fen {
  if (detail.kind !== "balanceTransfer") return ZERO_FEN;
  return negateFen(sumFen(lines.filter(({ account }) => account === "prepaid")));
}
