import { createHash } from "node:crypto";
import type { LateFeeRule } from "../catalogue/charging-rule.ts";
import { areaMilli } from "../kernel/area.ts";
import { fen, negateFen, type Fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import type { Result } from "../kernel/result.ts";
import { emptyAccount, onAccountFen, owedFen, type Account, type Lot } from "./account.ts";
import { accruedFees } from "./accrued-fees.ts";
import { makeEntry } from "./chain.ts";
import { isReversible, KINDS, replay, type AnyPosting, type Entry } from "./entry.ts";
import type { FeeId } from "./fees.ts";
import { isFormerAccount } from "./holder-account.ts";
import type { ChargeableSpace, HoldingPrice } from "./season-cost.ts";
import type { ReliefInput } from "./kinds/relief.ts";
import type { OpeningSeason } from "./kinds/opening.ts";
import { waysLeft, type Refunded } from "./kinds/refund.ts";
import type { Undoable } from "./kinds/undo.ts";
import type { WriteOffInput } from "./kinds/write-off.ts";
import { sumFen, type PaymentMethod, type Tender } from "./lines.ts";
import { positionOf, type Position } from "./position.ts";
import { cityDate, instantOf, later, type CityDate } from "../kernel/time.ts";

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

  collect(amountFen: number, season?: string): Entry {
    return this.post(tryCollect(this, amountFen, season));
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

  serve(season: string, quantity = 1): Entry {
    return this.post(tryServe(this, season, quantity));
  }

  writeOff(...seasons: readonly string[]): Entry {
    return this.post(tryWriteOff(this, seasons));
  }

  late(until?: CityDate, over: Partial<LateFeeRule> = {}): Entry {
    return this.post(tryLateFee(this, until, over));
  }

  dispute(...itemIds: readonly string[]): Entry {
    return this.post(KINDS.dispute.decide(this.position, itemIds));
  }

  settleDispute(...itemIds: readonly string[]): Entry {
    return this.post(KINDS.disputeSettled.decide(this.whole, itemIds));
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

/** What was written off is paid before all that is open. */
export function tryCollect(book: Book, amountFen: number, season?: string) {
  const tenders = [{ method: "cash", amountFen: fen(amountFen) }] as const;
  const paymentId = `R-${book.entries.length + 1}`;
  const input = { paymentId, tenders, channel: "counter", season, writtenOff: true } as const;
  return KINDS.payment.decide(book.whole, input);
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
  const refundId = `F-${book.nextId}`;
  return KINDS.refund.decide(book.position, { refundId, ...refunded, ways });
}

/** Borne by the utility, unless told otherwise. */
export function tryRelieve(book: Book, season: string, over: Partial<ReliefInput> = {}) {
  const named = { relief: "goodwill", catalogueVersion: 1, label: "其他减免" };
  const input = { season, borneBy: "company" as const, by: { amountFen: fen(1) }, ...named };
  return KINDS.relief.decide(book.whole, { ...input, ...over });
}

/** Out of time, unless told otherwise. */
export function tryWriteOff(
  book: Book,
  seasons: readonly string[],
  over: Partial<WriteOffInput> = {},
) {
  return KINDS.writeOff.decide(book.position, { seasons, ground: "limitation", ...over });
}

/** The opening of a valve, so often. */
export function tryServe(book: Book, season: string, quantity = 1) {
  const named = { service: "valve-opening", catalogueVersion: 1, label: "开栓费" };
  return KINDS.serviceFee.decide(book.position, {
    entryId: book.nextId,
    season,
    fee: "valve-opening",
    service: { ...named, priceFen: fen(5_000), quantity },
  });
}

/** 1‰ a day of heat, at most 30 %. */
export const LATE_FEE: LateFeeRule = {
  kind: "late-fee",
  share10k: price10k(1_000),
  graceDays: 0,
  maxShare10k: price10k(300_000),
  fees: ["heat"],
};

/** What has come about by a day: today, unless told otherwise. */
export function accruedBy(book: Book, until?: CityDate, over: Partial<LateFeeRule> = {}) {
  const rule = { ...LATE_FEE, ...over };
  const rules = () => ({ ruleCode: "late", catalogueVersion: 1, rule });
  const day = until ?? cityDate(book.now);
  return accruedFees(book.account.id, book.entries, { until: day, rules });
}

export function tryLateFee(book: Book, until?: CityDate, over: Partial<LateFeeRule> = {}) {
  const accrued = accruedBy(book, until, over);
  return KINDS.lateFee.decide(book.position, { entryId: book.nextId, accrued });
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

/** What an entry added to what is owed less what is on account. */
export function netFen({ lines }: Pick<Entry, "lines">): Fen {
  const outside = lines.filter(({ account }) => account !== "receivable" && account !== "prepaid");
  return negateFen(sumFen(outside));
}
