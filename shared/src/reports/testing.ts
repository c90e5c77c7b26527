import { seededRandom } from "../kernel/ids.ts";
import { cityDate } from "../kernel/time.ts";
import type { Entry } from "../ledger/entry.ts";
import { isDisputed } from "../ledger/kinds/balance-transfer.ts";
import { stayed, returned } from "../ledger/kinds/balance-testing.ts";
import { randomPosting } from "../ledger/random-testing.ts";
import { Book } from "../ledger/testing.ts";
import { movesOf, type Move } from "./moves.ts";

/** For tests only: streams of households that lie somewhere, one commit an entry. */

const STEPS = 24;

/** Ids are unique over all households. */
class HouseholdBook extends Book {
  override get nextId(): string {
    return `${this.account.id}-e${this.entries.length + 1}`;
  }
}

type Post = typeof randomPosting;

/**
 * A household's entries in the order in which they were posted, with what stayed with a former
 * holder; the same for the same seed. From `movedAt` on its address is another.
 */
export function householdStream(
  householdId: string,
  seed: number,
  places: readonly string[],
  post: Post = randomPosting,
) {
  const random = seededRandom(seed);
  const book = new HouseholdBook(householdId);
  for (let step = 0; step < STEPS; step += 1) {
    const decided = post(book, random);
    if (decided.ok) book.post(decided);
  }
  const { items, lots } = book.account;
  const books: Book[] = [book];
  // What is disputed stays with whoever disputes it.
  const isMovable = items.length + lots.length > 0 && !isDisputed({ items });
  if (random.next() < 0.5 && isMovable) {
    const moved = stayed(book);
    books.push(moved.to);
    if (random.next() < 0.5) returned(moved);
  }
  const placeAt = (at: number) => places[Math.floor((at * places.length) / (STEPS * 2))] ?? "";
  const last = cityDate(book.entries.at(-1)?.at ?? book.now);
  const entries = books
    .flatMap((one) => one.entries)
    .map((entry, at): Entry => ({
      ...entry,
      place: placeAt(at),
      // What goes and what comes is of one day.
      bookedOn: entry.detail.kind === "balanceTransfer" ? last : cityDate(entry.at),
    }));
  return { books, entries };
}

/** What the entries change, each by a commit of its own. */
export function allMoves(entries: readonly Entry[]): Move[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return entries.flatMap((entry, at) => movesOf(entry, at + 1, (id) => byId.get(id)));
}
