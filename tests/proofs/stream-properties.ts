import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { fen, subtractFen, totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { onAccountFen, owedFen, type Account } from "@warmline/shared/ledger/account.ts";
import { checkNext, isSettled, sameAccount } from "@warmline/shared/ledger/check.ts";
import { replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { PAYMENT_METHODS, sumFen, tendersOf, type Tender } from "@warmline/shared/ledger/lines.ts";
import {
  accountOf,
  brokenSum,
  emptyPosition,
  type Position,
} from "@warmline/shared/ledger/position.ts";
import { randomPosting } from "@warmline/shared/ledger/random-testing.ts";
import {
  balances,
  Book,
  netFen,
  SEASONS,
  sha256,
  space,
  tryReverse,
  tryTenders,
} from "@warmline/shared/ledger/testing.ts";
import { shareTenders } from "@warmline/shared/ledger/tenders.ts";
import { balanceProperties } from "./balance-properties.ts";
import { lateFeeProperties } from "./late-fee-properties.ts";
import { refundProperties } from "./refund-properties.ts";
import { hold, same } from "./holding.ts";
import { isUndoable, liveOnes, standsUnder } from "./undo-order.ts";

const STEPS = 30;

function randomBook(seed: number, afterEach: (book: Book) => void = () => undefined): Book {
  const random = seededRandom(seed);
  const book = new Book();
  for (let step = 0; step < STEPS; step += 1) {
    const decided = randomPosting(book, random);
    if (!decided.ok) continue;
    book.post(decided);
    afterEach(book);
  }
  return book;
}

/** With nothing disputed any more, as balances that go to another account must be. */
function undisputedBook(seed: number): Book {
  const book = randomBook(seed);
  const ids = [...book.whole.items.values()].flatMap((one) => (one.disputed ? one.itemId : []));
  if (ids.length > 0) book.settleDispute(...ids);
  return book;
}

/** What must be true of every stream that the rules can make, each of one seeded random stream. */
export const STREAM_PROPERTIES = {
  "lines sum to zero, and what is free and what is open never stand side by side": (seed) => {
    let net = 0;
    randomBook(seed, ({ account, entries }) => {
      const entry = entries.at(-1)!;
      net += netFen(entry);
      same(sumFen(entry.lines), 0, "the sum of an entry");
      hold(isSettled(account), `open ${owedFen(account)} beside ${onAccountFen(account)}`);
      same(owedFen(account) - onAccountFen(account), net, "owed less on account");
    });
  },
  "charged is relieved, paid, written off and open, by season and fee": (seed) => {
    randomBook(seed, ({ account }) => same(brokenSum(account), null, "a broken sum"));
  },
  "each payment is what it pays and what is left of it": (seed) => {
    const { entries } = randomBook(seed);
    for (let count = 1; count <= entries.length; count += 1) {
      const position = replay("h1", entries.slice(0, count));
      for (const entry of liveOnes(entries.slice(0, count))) {
        if (entry.detail.kind === "refund") continue;
        const { id, paymentId = id } = entry;
        same(inLot(position, paymentId), broughtBy(entry), `lot ${paymentId}`);
      }
    }
  },
  "the replay of a stream is the account, at every entry, and every entry is as decided": (
    seed,
  ) => {
    const accounts: Account[] = [];
    const { entries } = randomBook(seed, ({ account }) => accounts.push(account));
    const position = emptyPosition("h1");
    for (const [place, entry] of entries.entries()) {
      const reversed = entries.find(({ id }) => id === entry.reverses) ?? null;
      same(checkNext(position, entry, reversed, sha256), null, `entry ${entry.seq}`);
      hold(sameAccount(accountOf(position), accounts[place]!), `account after ${entry.seq}`);
    }
  },
  "reversing what was posted last leaves everything as it was": (seed) => {
    const random = seededRandom(seed + 500_000);
    const book = randomBook(seed);
    for (let tries = 0; tries < 8; tries += 1) {
      const before = book.account;
      const decided = randomPosting(book, random);
      if (!decided.ok || !isUndoable(decided.value)) continue;
      book.reverse(book.post(decided));
      // What a relief or a settlement made free has paid what was open elsewhere, and stays there.
      const frees = ["relief", "settlement"].includes(decided.value.detail.kind);
      const seen = frees ? totalsOf : stateOf;
      same(seen(book.account), seen(before), "after the reversal");
    }
  },
  "totals after reversing a fact are as if it had never been, no other allocation undone": (
    seed,
  ) => {
    const random = seededRandom(seed + 700_000);
    const book = randomBook(seed);
    const live = liveOnes(book.entries).filter((entry) => standsUnder(book, entry) === null);
    const entry = live[Math.floor(random.next() * live.length)];
    if (entry === undefined) return;
    const before = book.whole;
    book.reverse(entry);
    const net = sumNet(book.entries.filter((one) => one !== entry && one.reverses !== entry.id));
    same(owedFen(book.account) - onAccountFen(book.account), net, "owed less on account");
    hold(isSettled(book.account), "open beside what is on account");
    untouched(before, book.whole, entry);
  },
  "reversing everything, in any order, leaves nothing": (seed) => {
    const random = seededRandom(seed + 900_000);
    const book = randomBook(seed);
    const live = liveOnes(book.entries);
    while (live.length > 0) {
      const entry = live.splice(Math.floor(random.next() * live.length), 1)[0]!;
      const first = standsUnder(book, entry);
      if (first !== null) {
        same(codeOf(tryReverse(book, entry)), first, "what is to be undone before");
        live.push(entry);
        continue;
      }
      book.reverse(entry);
      hold(isSettled(book.account), "open beside what is on account");
    }
    same(balances(book.account), balances(new Book().account), "what is left");
  },
  "the order of payments and charges does not matter for what is owed": (seed) => {
    const random = seededRandom(seed);
    const facts = Array.from({ length: 9 }, (_, place) => {
      const size = 1 + Math.floor(random.next() * 150_000);
      const season = SEASONS[place];
      if (season === undefined) return (book: Book) => book.pay(size);
      return (book: Book) => book.charge(season, [space({ billingAreaMilli: areaMilli(size) })]);
    });
    const [one, other] = [new Book(), new Book()];
    for (const fact of facts) fact(one);
    for (const fact of shuffled(facts, random)) fact(other);
    const totals = ({ account }: Book) => [owedFen(account), onAccountFen(account)];
    same(totals(other), totals(one), "owed and on account");
  },
  "a payment in parts does what it does as a whole": (seed) => {
    const random = seededRandom(seed);
    const [whole, parts] = [new Book(), new Book()];
    const amounts = Array.from({ length: 12 }, () => 1 + Math.floor(random.next() * 60_000));
    const charges = SEASONS.map((season) => {
      const spaces = [
        space({ billingAreaMilli: areaMilli(1 + Math.floor(random.next() * 90_000)) }),
      ];
      return (book: Book) => book.charge(season, spaces);
    });
    // Some seasons are charged before the money comes, the others after it.
    const before = charges.slice(0, Math.floor(random.next() * 5));
    for (const charge of before) [whole, parts].forEach(charge);
    whole.pay(amounts.reduce((sum, amount) => sum + amount, 0));
    for (const amount of amounts) parts.pay(amount);
    for (const charge of charges.slice(before.length)) [whole, parts].forEach(charge);
    same(balances(parts.account), balances(whole.account), "paid in parts");
  },
  "a payment in several ways does what it does in one, and its lot knows what each way brought": (
    seed,
  ) => {
    const random = seededRandom(seed);
    const [one, several] = [new Book(), new Book()];
    const tenders = PAYMENT_METHODS.map((method) => ({
      method,
      amountFen: fen(1 + Math.floor(random.next() * 90_000)),
    }));
    const charged = [
      space({ billingAreaMilli: areaMilli(1 + Math.floor(random.next() * 90_000)) }),
    ];
    for (const book of [one, several]) book.charge(SEASONS[0], charged);
    one.pay(sumFen(tenders));
    several.post(tryTenders(several, tenders));
    same(balances(several.account), balances(one.account), "paid in several ways");
    for (const lot of several.account.lots) same(lot.tenders, tenders, "what each way brought");
  },
  "a payment over several accounts is each way's money and each account's part, and undone whole": (
    seed,
  ) => {
    const random = seededRandom(seed + 300_000);
    const books = Array.from({ length: 4 }, (_, place) => randomBook(seed + place * 20_011));
    const before = books.map(({ account }) => stateOf(account));
    const parts = books.map(() => fen(1 + Math.floor(random.next() * 200_000)));
    const tenders = randomWays(totalFen(parts), random);
    const entries = shareTenders(tenders, parts).map((share, place) => {
      const book = books[place]!;
      const entry = book.post(tryTenders(book, share));
      same(broughtBy(entry), parts[place], "a part");
      hold(isSettled(book.account), "open beside what is on account");
      return entry;
    });
    for (const { method, amountFen } of tenders) {
      const brought = entries.flatMap(tendersOf).filter((one) => one.method === method);
      same(sumFen(brought), amountFen, `what came by ${method}`);
    }
    for (const [place, entry] of entries.entries()) {
      books[place]!.reverse(entry);
      same(stateOf(books[place]!.account), before[place], "after it was undone");
    }
  },
  ...lateFeeProperties(randomBook),
  ...balanceProperties(undisputedBook),
  ...refundProperties(undisputedBook),
} as const satisfies Record<string, (seed: number) => void>;

export type StreamProperty = keyof typeof STREAM_PROPERTIES;

/** What is broken in the stream of that seed; null: the property holds. */
export function brokenIn(property: StreamProperty, seed: number): string | null {
  try {
    STREAM_PROPERTIES[property](seed);
    return null;
  } catch (error) {
    // A rule's own assertion is a finding as well.
    return error instanceof Error ? error.message : String(error);
  }
}

/** A sum in two to four ways. */
function randomWays(sum: Fen, random: { next(): number }): Tender[] {
  let left = sum;
  const tenders: Tender[] = [];
  for (const method of PAYMENT_METHODS.slice(0, 1 + Math.floor(random.next() * 3))) {
    const amountFen = fen(Math.floor(random.next() * left));
    if (amountFen > 0) tenders.push({ method, amountFen });
    left = subtractFen(left, amountFen);
  }
  return [...tenders, { method: "bank", amountFen: left }];
}

function codeOf(result: { readonly ok: boolean; readonly code?: string }): string {
  return result.ok ? "ok" : (result.code ?? "");
}

function sumNet(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + netFen(entry), 0);
}

/** All of an account that a person can see. */
function stateOf({ items, lots, sums }: Account) {
  return { items, lots, sums };
}

/** What is owed and on account in all, and what is asked for. */
function totalsOf(account: Account) {
  const asked = account.sums.map(({ season, fee, chargedFen, relievedFen }) => {
    return { season, fee, chargedFen, relievedFen };
  });
  return { asked, owedFen: owedFen(account), onAccountFen: onAccountFen(account) };
}

/** What a payment pays, what is left of it, and what of it went back. */
function inLot({ links, lots, refunded }: Position, lotId: string): number {
  const paid = [...links.values()].map((byLot) => byLot.get(lotId) ?? 0);
  const out = [...(refunded.get(lotId)?.values() ?? [])];
  return [...paid, ...out].reduce<number>((sum, one) => sum + one, lots.get(lotId)?.leftFen ?? 0);
}

function broughtBy({ lines }: Entry): number {
  const money = lines.filter(
    ({ account, season }) => account === "money" || (account === "opening" && season === undefined),
  );
  return sumFen(money);
}

/** Allocations of other payments to other items are still there, whole. */
function untouched(before: Position, after: Position, { id, paymentId = id, lines }: Entry): void {
  const own = new Set(lines.flatMap((line) => (line.lotId ? [] : (line.itemId ?? []))));
  for (const [itemId, byLot] of before.links) {
    if (own.has(itemId)) continue;
    for (const [lotId, paidFen] of byLot) {
      if (lotId === paymentId) continue;
      const now = after.links.get(itemId)?.get(lotId) ?? 0;
      hold(now >= paidFen, `lot ${lotId} paid ${paidFen} of ${itemId}, now ${now}`);
    }
  }
}

function shuffled<T>(list: readonly T[], random: { next(): number }): T[] {
  const rest = [...list];
  return list.map(() => rest.splice(Math.floor(random.next() * rest.length), 1)[0]!);
}
