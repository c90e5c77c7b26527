import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { isSettled } from "@warmline/shared/ledger/check.ts";
import { returned, stayed, type Moved } from "@warmline/shared/ledger/kinds/balance-testing.ts";
import { clearingLines } from "@warmline/shared/ledger/kinds/balance-transfer.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import { Book, space } from "@warmline/shared/ledger/testing.ts";
import { hold, same } from "./holding.ts";

/** 余额结转, over random streams; `make` gives the same one for the same seed. */
export function balanceProperties(make: (seed: number) => Book) {
  return {
    "what stays with a former holder is owed there and no longer here, to the fen": (seed) => {
      const [before, book] = [make(seed), make(seed)];
      if (isEmpty(book)) return;
      const { from, to, out, into } = stayed(book);
      same(totals(from, to), totals(before), "owed and on account in all");
      same(charged(from, to), charged(before), "charged in all, by season and fee");
      same(totals(from), [0, 0], "what is left here");
      same(sumFen([...clearingLines(out), ...clearingLines(into)]), 0, "clearing");
      for (const one of [from, to]) same(accountOf(one.whole), one.account, "its fold");
    },
    "what is taken back is as if it had never gone, whatever came to the flat meanwhile": (
      seed,
    ) => {
      const [never, book] = [make(seed), make(seed)];
      if (isEmpty(book)) return;
      const moved = stayed(book);
      const { from, to } = returned(moved);
      const state = ({ account: { items, lots, sums } }: Book) => ({ items, lots, sums });
      same(state(from), state(never), "at once");
      same(state(to), state(new Book()), "the other account");
      const again = meanwhile(stayed(from, 2), never, seed);
      same(totals(again.from), totals(never), "after more of the flat's own");
      same(charged(again.from), charged(never), "charged, after more of the flat's own");
      hold(isSettled(again.from.account), "open beside what is on account");
    },
  } as const satisfies Record<string, (seed: number) => void>;
}

/** The same comes to the flat and to one whose balance never went; then it is taken back. */
function meanwhile(moved: Moved, never: Book, seed: number): Moved {
  const random = seededRandom(seed + 700_000);
  for (const season of ["2026-2027", "2027-2028"]) {
    const amount = 1 + Math.floor(random.next() * 200_000);
    const spaces = [space({ billingAreaMilli: areaMilli(1 + Math.floor(random.next() * 90_000)) })];
    for (const book of [moved.from, never]) {
      book.charge(season, spaces);
      book.pay(amount);
    }
  }
  return returned(moved);
}

function isEmpty({ account }: Book): boolean {
  return account.items.length + account.lots.length === 0;
}

function totals(...books: readonly Book[]): number[] {
  const sum = (of: (one: Book) => number) => books.reduce((all, one) => all + of(one), 0);
  return [sum(({ account }) => owedFen(account)), sum(({ account }) => onAccountFen(account))];
}

function charged(...books: readonly Book[]): string[] {
  const sums = new Map<string, number>();
  for (const { season, fee, chargedFen } of books.flatMap(({ account }) => account.sums)) {
    const key = `${season} ${fee}`;
    sums.set(key, (sums.get(key) ?? 0) + chargedFen);
  }
  const told = [...sums].flatMap(([key, sum]) => (sum > 0 ? [`${key}: ${sum}`] : []));
  return told.toSorted((one, other) => (one < other ? -1 : 1));
}
