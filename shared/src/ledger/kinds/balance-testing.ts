import { KINDS, type Entry } from "../entry.ts";
import { formerAccountId } from "../holder-account.ts";
import { positionOf } from "../position.ts";
import { Book } from "../testing.ts";
import { balanceIn, balanceOf, type BalanceTransferInput } from "./balance-transfer.ts";

/** For tests only: two streams and the entries that moved a balance between them. */
export interface Moved {
  readonly from: Book;
  readonly to: Book;
  readonly out: Entry;
  readonly into: Entry;
}

/** What a book owes and has on account stays with a former holder. */
export function stayed(from: Book, transfer = 1): Moved {
  const to = new Book(formerAccountId(from.account.id, transfer));
  const balance = balanceOf(from.position);
  const out = move(from, { way: "out", other: halfOf(to), balance });
  const into = move(to, { way: "in", other: { ...halfOf(from), entryId: out.id }, balance });
  return { from, to, out, into };
}

/** Takes it back. */
export function returned({ from, to, out, into }: Moved): Moved {
  const balance = balanceIn(into as Parameters<typeof balanceIn>[0]);
  const back = { way: "out", other: halfOf(from), balance, reverses: into.id } as const;
  const went = move(to, back);
  const other = { ...halfOf(to), entryId: went.id };
  const came = move(from, { way: "in", other, balance, reverses: out.id });
  return { from, to, out: went, into: came };
}

function halfOf(book: Book) {
  return { accountId: book.account.id, entryId: book.nextId };
}

function move(book: Book, input: BalanceTransferInput): Entry {
  return book.post(KINDS.balanceTransfer.decide(positionOf(book.account), input));
}
