import { addFen, negateFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Account } from "../ledger/account.ts";
import type { Entry } from "../ledger/entry.ts";
import { ON_ACCOUNT } from "./figures.ts";

/** Season → what is owed of it; `ON_ACCOUNT` → what is on account. Fen. */
export type Standing = Map<string, Fen>;

/** As the account stands now. */
export function standingOf({ items, lots }: Pick<Account, "items" | "lots">): Standing {
  const standing: Standing = new Map();
  for (const { season, openFen } of items) add(standing, season, openFen);
  for (const { leftFen } of lots) add(standing, ON_ACCOUNT, leftFen);
  return standing;
}

/** Winds a standing back past an entry: as it was before it. */
export function windBack(standing: Standing, { lines }: Pick<Entry, "lines">): void {
  for (const { account, season = ON_ACCOUNT, amountFen } of lines) {
    if (account === "receivable") add(standing, season, negateFen(amountFen));
    if (account === "prepaid") add(standing, ON_ACCOUNT, amountFen);
  }
}

function add(standing: Standing, season: string, amountFen: Fen): void {
  standing.set(season, addFen(standing.get(season) ?? ZERO_FEN, amountFen));
}
