import { fen, subtractFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { product } from "@warmline/shared/kernel/product.ts";
import { cityDate, instantOf, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Instalment } from "@warmline/shared/ledger/plan.ts";

/** Equal parts a month apart; what does not divide is in the first. */
export function evenInstalments(openFen: Fen, count: number, first: CityDate): Instalment[] {
  const each = product([openFen, 1], [count], "down");
  const rest = subtractFen(openFen, fen(each * count));
  return Array.from({ length: count }, (_, at) => ({
    dueOn: monthsLater(first, at),
    amountFen: at === 0 ? fen(each + rest) : fen(each),
  }));
}

/** The same day of a later month, or its last. */
function monthsLater(day: CityDate, months: number): CityDate {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return cityDate(instantOf(Date.UTC(year, month - 1 + months, Math.min(date, last), 4)));
}
