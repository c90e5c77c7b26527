import { assert } from "@warmline/shared/kernel/assert.ts";
import { fen, smallerFen, subtractFen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { accounts, emptyAccount, owedFen, type Account } from "@warmline/shared/ledger/account.ts";
import { AMOUNT_MAX_FEN } from "@warmline/shared/ledger/allocate.ts";
import { makeEntry, nextAt } from "@warmline/shared/ledger/chain.ts";
import {
  entries,
  isReversible,
  KINDS,
  replay,
  type AnyPosting,
  type NewEntry,
} from "@warmline/shared/ledger/entry.ts";
import type { PaymentChannel, PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { placeThen } from "@warmline/shared/ledger/place.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { withChange, type StatedTender } from "@warmline/shared/ledger/tenders.ts";
import { insert, insertText, type Write } from "@warmline/shared/store/write.ts";
import { sha256 } from "@warmline/server/domains/ledger/hash.ts";
import { demoCaller } from "./bulk.ts";
import { holdingPrice, type DemoSeason } from "./calendar.ts";
import type { Draw } from "./draw.ts";
import { stepsOf, type Habit, type Step } from "./habits.ts";
import { HALLS } from "./places.ts";
import type { Receipts } from "./receipts.ts";

export interface BooksOf {
  readonly household: Body<Household>;
  readonly habit: Habit;
  readonly seasons: readonly DemoSeason[];
  readonly receipts: Receipts;
  /** What would happen later has not happened yet. */
  readonly now: Instant;
  readonly draw: Draw;
}

export interface Books {
  readonly account: Account;
  readonly writes: readonly Write[];
}

/** A household's journal over the seasons, made by the ledger's own rules. */
export function keepBooks(of: BooksOf): Books {
  const book = new Book(of);
  for (const step of stepsOf(of.habit, of.seasons, of.draw)) {
    if (step.at > of.now) break;
    book.take(step);
  }
  return { account: book.account, writes: [...book.writes, insert(accounts, book.account)] };
}

/** One household's books while they are kept. */
class Book {
  account: Account;
  readonly writes: Write[] = [];
  readonly #entries: NewEntry[] = [];
  readonly #of: BooksOf;
  readonly #place: string;

  constructor(of: BooksOf) {
    this.#of = of;
    this.account = emptyAccount(of.household.id);
    this.#place = placeThen(of.household);
  }

  take(step: Step): void {
    const owed = owedFen(this.account);
    switch (step.kind) {
      case "charge":
        this.#charge(step.season, step.at);
        return;
      case "pay": {
        const part = fen(Math.ceil((owed * step.percent) / 10_000) * 100);
        const amountFen = smallerFen(smallerFen(owed, part), AMOUNT_MAX_FEN);
        if (owed > 0) this.#pay(amountFen, step.at);
        return;
      }
      case "pay-ahead":
        this.#pay(step.amountFen, step.at);
        return;
      case "pay-by-mistake":
        return this.#void(this.#pay(step.amountFen, step.at), later(step.at, VOIDED_AFTER_MS));
    }
  }

  #charge(season: DemoSeason, at: Instant): void {
    const { household, seasons } = this.#of;
    const newest = seasons.at(-1)!;
    const prices = Object.fromEntries(
      household.spaces.map(({ priceClass }) => [
        priceClass,
        holdingPrice(priceClass, season, newest),
      ]),
    );
    const common = { entryId: this.#nextId, season: season.name, dueOn: season.from, prices };
    const input = { ...common, spaces: household.spaces, contractVersion: 1 };
    this.#post(KINDS.charge.decide(positionOf(this.account), input), at);
  }

  /** Most pay by phone or bank; who comes in person comes to one of the halls. */
  #pay(amountFen: Fen, at: Instant): NewEntry {
    const { draw, receipts, household } = this.#of;
    const method = draw.weighted(METHODS);
    const officeId = COUNTER.has(method) ? draw.pick(HALLS).id : undefined;
    const paymentId = receipts.next(officeId, cityDate(nextAt(this.account, at)));
    const channel = COUNTER.has(method) ? "counter" : (method as PaymentChannel);
    const tenders = this.#tenders(method, amountFen);
    const input = { paymentId, tenders, channel };
    const entry = this.#post(KINDS.payment.decide(positionOf(this.account), input), at);
    const payer = household.people[0]?.name;
    this.writes.push(
      insert(payments, {
        id: paymentId,
        bookedOn: entry.bookedOn,
        tenders: withChange(tenders),
        channel: { kind: channel, ...(method === "card" ? slipOf(paymentId, officeId) : {}) },
        ...(payer === undefined ? {} : { payer }),
        ...(officeId === undefined ? {} : { officeId }),
        takenBy: demoCaller.actor.id,
        parts: [{ accountId: this.account.id, entryId: entry.id, amountFen }],
      }),
    );
    return entry;
  }

  /** Cash is mostly given in whole notes; who has not enough of it pays the rest by card. */
  #tenders(method: PaymentMethod, amountFen: Fen): StatedTender[] {
    const { draw } = this.#of;
    if (method !== "cash") return [{ method, amountFen }];
    const inCash = fen(Math.floor(amountFen / 2 / NOTE_FEN) * NOTE_FEN);
    if (inCash > 0 && draw.chance(IN_TWO_WAYS)) {
      const rest = subtractFen(amountFen, inCash);
      return [
        { method, amountFen: inCash, givenFen: inCash },
        { method: "card", amountFen: rest },
      ];
    }
    return [{ method, amountFen, givenFen: fen(Math.ceil(amountFen / NOTE_FEN) * NOTE_FEN) }];
  }

  #void(entry: NewEntry, at: Instant): void {
    const undone = { ...entry, reversible: isReversible(entry), reversedBy: null };
    const whole = replay(this.account.id, this.#entries);
    this.#post(KINDS.void.decide(whole, { undone, reason: "重复收款" }), at);
  }

  get #nextId(): string {
    return `entry-${this.account.id.slice("household-".length)}-${this.account.seq + 1}`;
  }

  /** The city is made so that no rule refuses. */
  #post(decided: Result<AnyPosting>, at: Instant): NewEntry {
    assert(decided.ok, `the demo city keeps to the rules${decided.ok ? "" : `: ${decided.code}`}`);
    const stamp = { id: this.#nextId, now: at, place: this.#place };
    const { entry, text, account } = makeEntry(this.account, decided.value, stamp, sha256);
    this.#entries.push(entry);
    this.writes.push(insertText(entries, { id: entry.id, text }));
    this.account = account;
    return entry;
  }
}

const METHODS = [
  [45, "wechat"],
  [15, "alipay"],
  [15, "bank"],
  [10, "cash"],
  [15, "card"],
] as const;
const COUNTER: ReadonlySet<PaymentMethod> = new Set(["cash", "card"]);

/** The note that is mostly handed over, ¥100. */
const NOTE_FEN = 10_000;
const IN_TWO_WAYS = 0.15;

/** 凭证号 of the card terminal of a hall: here it counts as the hall's receipts do. */
function slipOf(paymentId: string, officeId = "") {
  return { merchant: `POS-${officeId}`, serial: paymentId.replaceAll(/\D/g, ""), take: 1 };
}

const VOIDED_AFTER_MS = 10 * 60_000;
