import { createHash } from "node:crypto";
import { BEARERS } from "../catalogue/catalogue.ts";
import { areaMilli } from "../kernel/area.ts";
import type { Random } from "../kernel/ids.ts";
import { fen, negateFen, type Fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import type { Result } from "../kernel/result.ts";
import {
  emptyAccount,
  methodsOf,
  onAccountFen,
  owedFen,
  type Account,
  type Lot,
} from "./account.ts";
import { makeEntry } from "./chain.ts";
import { isReversible, KINDS, replay, type AnyPosting, type Entry } from "./entry.ts";
import type { FeeId } from "./fees.ts";
import { isFormerAccount } from "./holder-account.ts";
import type { ChargeableSpace, HoldingPrice } from "./season-cost.ts";
import type { ReliefInput } from "./kinds/relief.ts";
import type { OpeningSeason } from "./kinds/opening.ts";
import { waysLeft, type Refunded } from "./kinds/refund.ts";
import type { Undoable } from "./kinds/undo.ts";
import { PAYMENT_METHODS, sumFen, type PaymentMethod, type Tender } from "./lines.ts";
import { positionOf, type Position } from "./position.ts";
import { instantOf, later } from "../kernel/time.ts";

/** For tests only: one account's stream in memory; amounts are given bare, in fen. */
export class Book {
  account: Account;
  entries: Entry[] = [];
  /** Milliseconds; a day passes with each entry. */
  now = instantOf(Date.UTC(2025, 10, 1));

  constructor(accountId = "h1") {
    this.account = emptyAccount(accountId);
  }

  get nextId(): string {
    // Ids are unique over all accounts.
    const whose = isFormerAccount(this.account.id) ? `${this.account.id}-` : "";
    return `${whose}e${this.entries.length + 1}`;
  }

  /** As an account alone tells it, which is all that charges and payments need. */
  get position(): Position {
    return positionOf(this.account);
  }

  get whole(): Position {
    return replay(this.account.id, this.entries);
  }

  /** Posts what a rule decided; a refusal is an error here. */
  post(decided: Result<AnyPosting>): Entry {
    if (!decided.ok) throw new Error(`refused: ${decided.code}`);
    const stamp = { id: this.nextId, now: this.now };
    const posted = makeEntry(this.account, decided.value, stamp, sha256);
    const entry = { ...posted.entry, rev: 1 };
    this.entries.push(entry);
    this.account = posted.account;
    this.now = later(this.now, 86_400_000);
    return entry;
  }

  charge(season: string, spaces: readonly ChargeableSpace[] = [space()], prices = PRICES): Entry {
    return this.post(tryCharge(this, season, spaces, prices));
  }

  pay(amountFen: number, season?: string): Entry {
    return this.post(tryPay(this, amountFen, season));
  }

  apply(season?: string): Entry {
    return this.post(KINDS.prepaymentApplied.decide(this.position, { season }));
  }

  open(seasons: readonly OpeningSeason[], prepaidFen = 0): Entry {
    return this.post(tryOpen(this, seasons, prepaidFen));
  }

  reverse(entry: Entry): Entry {
    return this.post(tryReverse(this, entry));
  }

  void(entry: Entry): Entry {
    const undone = this.undoable(entry);
    return this.post(KINDS.void.decide(this.whole, { undone, reason: "wrong" }));
  }

  refund(lotId: string, amountFen: number, method: PaymentMethod = "cash"): Entry {
    return this.post(tryRefund(this, { lotId, method, amountFen: fen(amountFen) }));
  }

  relieve(season: string, amountFen: number): Entry {
    return this.post(tryRelieve(this, season, { by: { amountFen: fen(amountFen) } }));
  }

  undoable(entry: Entry): Undoable {
    const reversedBy = this.entries.find(({ reverses }) => reverses === entry.id)?.id ?? null;
    // A refund is by a command of its own.
    const reversible = isReversible(entry) || entry.detail.kind === "refund";
    return { ...entry, reversible, reversedBy };
  }
}

export function tryCharge(
  book: Book,
  season: string,
  spaces: readonly ChargeableSpace[] = [space()],
  prices = PRICES,
) {
  const dueOn = `${season.slice(0, 4)}-11-01`;
  const input = { entryId: book.nextId, season, dueOn, spaces, prices };
  return KINDS.charge.decide(book.position, input);
}

export function tryPay(book: Book, amountFen: number, season?: string) {
  return tryTenders(book, [{ method: "cash", amountFen: fen(amountFen) }], season);
}

export function tryTenders(book: Book, tenders: readonly Tender[], season?: string) {
  const paymentId = `R-${book.entries.length + 1}`;
  const input = { paymentId, tenders, channel: "counter", season } as const;
  return KINDS.payment.decide(book.position, input);
}

export function tryOpen(book: Book, seasons: readonly OpeningSeason[], prepaidFen = 0) {
  const input = { entryId: book.nextId, seasons, prepaidFen: fen(prepaidFen) };
  return KINDS.opening.decide(book.position, input);
}

export function tryReverse(book: Book, entry: Entry) {
  return KINDS.reversal.decide(book.whole, { undone: book.undoable(entry), reason: "wrong" });
}

/** Money of a lot goes back, of what by its ways came and has not gone back. */
export function tryRefund(book: Book, refunded: Refunded) {
  const lot = book.account.lots.find(({ lotId }) => lotId === refunded.lotId);
  const ways = lot === undefined ? [] : waysOf(lot, book.whole);
  const refundId = `F-${book.entries.length + 1}`;
  return KINDS.refund.decide(book.position, { refundId, ...refunded, ways });
}

/** Borne by the utility, unless told otherwise. */
export function tryRelieve(book: Book, season: string, over: Partial<ReliefInput> = {}) {
  const named = { relief: "goodwill", catalogueVersion: 1, label: "其他减免" };
  const input = { season, borneBy: "company" as const, by: { amountFen: fen(1) }, ...named };
  return KINDS.relief.decide(book.whole, { ...input, ...over });
}

function waysOf({ lotId, method, tenders, leftFen }: Lot, { refunded }: Position) {
  if (tenders === undefined) return method === undefined ? null : [{ method, amountFen: leftFen }];
  const out = [...(refunded.get(lotId) ?? [])];
  return waysLeft(
    tenders,
    out.map(([way, amountFen]) => ({ method: way, amountFen })),
  );
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** 25.85 yuan/m². */
export const PRICES: Readonly<Record<string, HoldingPrice>> = {
  residential: { tariffId: "residential-2020-01-01", tariffRev: 1, price10k: price10k(258_500) },
};

/** 103.47 m² unless told otherwise. */
export function space(over: Partial<ChargeableSpace> = {}): ChargeableSpace {
  return {
    id: "s1",
    label: "住宅",
    billingAreaMilli: areaMilli(103_470),
    storeyHeightMm: 2_800,
    priceClass: "residential",
    settlement: "area",
    ...over,
  };
}

type SumField = Extract<keyof OpeningSeason, `${string}Fen`>;

export function openingSeason(
  season: string,
  {
    fee = "heat",
    chargedFen = 0,
    relievedFen = 0,
    paidFen = 0,
    writtenOffFen = 0,
  }: { readonly fee?: FeeId } & Partial<Record<SumField, number>> = {},
): OpeningSeason {
  return {
    season,
    fee,
    chargedFen: fen(chargedFen),
    relievedFen: fen(relievedFen),
    paidFen: fen(paidFen),
    writtenOffFen: fen(writtenOffFen),
  };
}

export const SEASONS = ["2022-2023", "2023-2024", "2024-2025", "2025-2026"] as const;

/** Only the money of an account: what two histories may be compared by. */
export function balances(account: Account) {
  const { sums, items } = account;
  return {
    owedFen: owedFen(account),
    onAccountFen: onAccountFen(account),
    sums,
    open: items.map(({ season, fee, openFen }) => ({ season, fee, openFen })),
  };
}

/** One random thing that a person might try; may well be refused. */
export function randomPosting(book: Book, random: Random): Result<AnyPosting> {
  const upTo = (count: number) => Math.floor(random.next() * count);
  const season = SEASONS[upTo(SEASONS.length)]!;
  switch (upTo(10)) {
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
        by: { amountFen: fen(1 + upTo(100_000)) },
      });
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

/** What an entry added to what is owed less what is on account. */
export function netFen({ lines }: Pick<Entry, "lines">): Fen {
  const outside = lines.filter(({ account }) => account !== "receivable" && account !== "prepaid");
  return negateFen(sumFen(outside));
}
