import { createHash } from "node:crypto";
import type { Random } from "../kernel/ids.ts";
import type { Result } from "../kernel/result.ts";
import { emptyAccount } from "./account.ts";
import { buildEntry, entriesOf, type NewEntry } from "./chain.ts";
import { charge, type ChargeableSpace } from "./charge.ts";
import { openingBalance } from "./opening.ts";
import { applyPrepaid, pay } from "./pay.ts";
import { reverse } from "./reverse.ts";
import type { Account, Entry, Posting, SeasonAccount } from "./model.ts";

/** For tests only: one household's journal in memory. */
export class Book {
  account: Account;
  entries: Entry[] = [];

  constructor(householdId = "h1") {
    this.account = emptyAccount(householdId);
  }

  /** Posts what a rule decided; a refusal is an error here. */
  post(decided: Result<Posting>): Entry {
    if (!decided.ok) throw new Error(`refused: ${decided.code}`);
    let ids = this.entries.length;
    const posted = buildEntry(
      this.account,
      decided.value,
      {
        nextId: () => `e${(ids += 1)}`,
        key: `key-${this.entries.length}`,
        content: "content",
        at: Date.UTC(2025, 10, 1) + this.entries.length * 86_400_000,
        actorId: "cashier",
        actorName: "Cashier",
        origin: "test",
      },
      sha256,
    );
    this.entries.push(...entriesOf(posted).map((entry: NewEntry) => ({ ...entry, rev: 1 })));
    this.account = posted.account;
    return { ...posted.entry, rev: 1 };
  }

  charge(season: string, spaces: readonly ChargeableSpace[] = [space()], prices = PRICES): Entry {
    return this.post(charge(this.account, { season, spaces, prices }));
  }

  pay(amountFen: number, season?: string): Entry {
    return this.post(
      pay(this.account, { method: "cash", amountFen, season, receiptNumber: "R-1" }),
    );
  }

  apply(season?: string): Entry {
    return this.post(applyPrepaid(this.account, season));
  }

  reverse(entry: Entry): Entry {
    return this.post(reverse(entry, { reason: "wrong", reversedBy: this.answerTo(entry) }));
  }

  answerTo({ id }: Entry): string | null {
    return this.entries.find(({ reverses }) => reverses === id)?.id ?? null;
  }
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** 25.85 yuan/m². */
export const PRICES: Readonly<Record<string, number>> = { residential: 258_500 };

/** 103.47 m² unless told otherwise. */
export function space(over: Partial<ChargeableSpace> = {}): ChargeableSpace {
  return {
    id: "s1",
    label: "住宅",
    billingAreaMilli: 103_470,
    priceClass: "residential",
    settlement: "area",
    ...over,
  };
}

export const SEASONS = ["2022-2023", "2023-2024", "2024-2025", "2025-2026"] as const;

/** Only the money of an account: what two histories may be compared by. */
export function balances({ prepaidFen, owedFen, seasons }: Account) {
  return {
    prepaidFen,
    owedFen,
    seasons: seasons
      .filter(holdsMoney)
      .map(({ season, chargedFen, paidFen, owedFen: owed, openingFen, basis }) => ({
        season,
        chargedFen,
        paidFen,
        owedFen: owed,
        openingFen,
        areas: basis.map(({ areaMilli }) => areaMilli),
      })),
  };
}

function holdsMoney({ chargedFen, openingFen, paidFen }: SeasonAccount): boolean {
  return chargedFen !== 0 || openingFen !== 0 || paidFen !== 0;
}

/** One random thing that a person might try; may well be refused. */
export function randomPosting(book: Book, random: Random): Result<Posting> {
  const upTo = (count: number) => Math.floor(random.next() * count);
  const { account } = book;
  const season = SEASONS[upTo(SEASONS.length)]!;
  switch (upTo(6)) {
    case 0: {
      const spaces = [
        space({ billingAreaMilli: 1 + upTo(200_000) }),
        space({ id: "s2", billingAreaMilli: upTo(20_000) }),
      ];
      return charge(account, { season, spaces, prices: PRICES });
    }
    case 1:
    case 2: {
      const amountFen = 1 + upTo(400_000);
      const chosen = upTo(3) === 0 ? season : undefined;
      return pay(account, { method: "cash", amountFen, season: chosen, receiptNumber: "R-1" });
    }
    case 3:
      return applyPrepaid(account, upTo(2) === 0 ? season : undefined);
    case 4: {
      const owed = { season, owedFen: upTo(100_000) };
      return openingBalance(account, { balances: [owed], prepaidFen: upTo(50_000) });
    }
    default: {
      const entry = book.entries[upTo(book.entries.length)];
      if (entry === undefined) return { ok: false, code: "not-found" };
      return reverse(entry, { reason: "wrong", reversedBy: book.answerTo(entry) });
    }
  }
}
