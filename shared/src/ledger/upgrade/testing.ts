import { areaMilli } from "../../kernel/area.ts";
import type { Random } from "../../kernel/ids.ts";
import { fen, negateFen } from "../../kernel/money.ts";
import { price10k } from "../../kernel/price.ts";
import { instantOf } from "../../kernel/time.ts";
import { areaAmount } from "../steps.ts";
import type { FormerAllocation, FormerDetail, FormerEntry, FormerLine } from "./former.ts";

/**
 * For tests only: journals as the rules before open items made them, each season one amount, what a
 * reversal left over settled in an entry of its own.
 */
export class FormerBook {
  readonly entries: FormerEntry[] = [];
  /** By season: what is due and what was paid of it. */
  readonly seasons = new Map<string, { due: number; paid: number }>();
  prepaid = 0;
  opened: string | null = null;

  owed(season: string): number {
    const { due, paid } = this.seasons.get(season) ?? { due: 0, paid: 0 };
    return due - paid;
  }

  charge(season: string, thousandths: number): void {
    const by = { areaMilli: areaMilli(thousandths), price10k: price10k(258_500) };
    const amountFen = areaAmount(by.areaMilli, by.price10k);
    if ((this.seasons.get(season)?.due ?? 0) !== 0 || amountFen === 0) return;
    const basis = { spaceId: "s1", label: "住宅", ...by, amountFen };
    this.#post({ kind: "charge", season, basis: [{ ...basis, priceClass: "residential" }] }, [
      { account: "receivable", season, amountFen },
      { account: "revenue", season, amountFen: negateFen(amountFen) },
    ]);
  }

  pay(amountFen: number, chosen?: string): void {
    const [allocations, rest] = this.#spread(amountFen, chosen);
    const receiptNumber = `CITY-2025-${String(this.entries.length + 1).padStart(6, "0")}`;
    const money = { method: "cash", amountFen: fen(amountFen) } as const;
    const how = { kind: "payment", ...money, receiptNumber } as const;
    this.#post({ ...how, allocations, prepaidFen: fen(rest) }, [
      { account: "money", ...money },
      ...credits(allocations),
      ...prepaidLines(-rest),
    ]);
  }

  apply(): void {
    const [allocations] = this.#spread(this.prepaid);
    if (allocations.length === 0) return;
    this.#post({ kind: "applied", allocations }, moves(allocations));
  }

  open(season: string, owedFen: number, prepaidFen: number): void {
    const charged = (this.seasons.get(season)?.due ?? 0) !== 0;
    if (this.opened !== null || charged || owedFen + prepaidFen === 0) return;
    const balances = owedFen === 0 ? [] : [{ season, owedFen: fen(owedFen) }];
    this.#post({ kind: "opening", balances, prepaidFen: fen(prepaidFen) }, [
      ...balances.flatMap((one): FormerLine[] => [
        { account: "receivable", season, amountFen: one.owedFen },
        { account: "opening", season, amountFen: negateFen(one.owedFen) },
      ]),
      ...prepaidLines(-prepaidFen),
      ...(prepaidFen === 0 ? [] : [{ account: "opening", amountFen: fen(prepaidFen) } as const]),
    ]);
  }

  reverse(entry: FormerEntry): void {
    const { detail, id } = entry;
    const answered = this.entries.some(
      (one) => one.detail.kind === "reversal" && one.detail.reverses === id,
    );
    if (answered || detail.kind === "reversal" || detail.kind === "settled") return;
    const lines = entry.lines.map((line) => ({ ...line, amountFen: negateFen(line.amountFen) }));
    this.#post({ kind: "reversal", reverses: id, of: detail.kind }, lines);
    this.#settle(`e${this.entries.length}`);
  }

  /** 1. overpaid → prepaid, 2. underpaid ← prepaid, 3. overdrawn ← newest seasons. */
  #settle(because: string): void {
    const change = new Map<string, number>();
    let prepaid = this.prepaid;
    for (const [season, { due, paid }] of this.#sorted()) {
      const fitting = Math.max(0, Math.min(paid, due));
      change.set(season, fitting - paid);
      prepaid -= fitting - paid;
    }
    for (const [season, { paid }] of this.#sorted().toReversed()) {
      const back = Math.min(paid + (change.get(season) ?? 0), Math.max(0, -prepaid));
      change.set(season, (change.get(season) ?? 0) - back);
      prepaid += back;
    }
    const moved = [...change]
      .filter(([, amount]) => amount !== 0)
      .map(([season, amount]) => ({ season, amountFen: fen(amount) }));
    if (moved.length > 0) this.#post({ kind: "settled", because, moves: moved }, moves(moved));
  }

  #sorted() {
    return [...this.seasons].toSorted(([left], [right]) => (left < right ? -1 : 1));
  }

  #spread(amountFen: number, chosen?: string): [FormerAllocation[], number] {
    let rest = amountFen;
    const owing = this.#sorted().filter(([season]) => this.owed(season) > 0);
    const first = owing.filter(([season]) => season === chosen);
    const allocations = [...first, ...owing.filter((one) => !first.includes(one))].flatMap(
      ([season]) => {
        const part = Math.min(rest, this.owed(season));
        rest -= part;
        return part > 0 ? [{ season, amountFen: fen(part) }] : [];
      },
    );
    return [allocations, rest];
  }

  #post(detail: FormerDetail, lines: readonly FormerLine[]): void {
    const seq = this.entries.length + 1;
    const common = {
      householdId: "h1",
      at: instantOf(seq * 1_000),
      actorId: "cashier",
      hash: `old-${seq}`,
    };
    this.entries.push({ id: `e${seq}`, seq, ...common, lines, detail });
    const of = detail.kind === "reversal" ? detail.of : detail.kind;
    for (const { account, season = "", amountFen } of lines) {
      if (account === "prepaid") this.prepaid -= amountFen;
      if (account !== "receivable") continue;
      const before = this.seasons.get(season) ?? { due: 0, paid: 0 };
      const due = of === "charge" || of === "opening" ? amountFen : 0;
      const paid = due === 0 ? negateFen(amountFen) : 0;
      this.seasons.set(season, { ...before, due: before.due + due, paid: before.paid + paid });
    }
    if (of === "opening") this.opened = detail.kind === "opening" ? `e${seq}` : null;
  }
}

function credits(allocations: readonly FormerAllocation[]): FormerLine[] {
  return allocations.map(({ season, amountFen }) => ({
    account: "receivable",
    season,
    amountFen: negateFen(amountFen),
  }));
}

function prepaidLines(amountFen: number): FormerLine[] {
  return amountFen === 0 ? [] : [{ account: "prepaid", amountFen: fen(amountFen) }];
}

function moves(allocations: readonly FormerAllocation[]): FormerLine[] {
  const sum = allocations.reduce((total, { amountFen }) => total + amountFen, 0);
  return [...prepaidLines(sum), ...credits(allocations)];
}

const SEASONS = ["2022-2023", "2023-2024", "2024-2025"];

/** One random thing that a person might have tried. */
export function randomFormerAct(book: FormerBook, random: Random): void {
  const upTo = (count: number) => Math.floor(random.next() * count);
  const season = SEASONS[upTo(SEASONS.length)]!;
  switch (upTo(7)) {
    case 0:
    case 1:
      return book.charge(season, 1 + upTo(200_000));
    case 2:
    case 3: {
      const chosen = upTo(3) === 0 && book.owed(season) > 0 ? season : undefined;
      return book.pay(1 + upTo(400_000), chosen);
    }
    case 4:
      return book.apply();
    case 5:
      return book.open(season, upTo(100_000), upTo(50_000));
    default: {
      const entry = book.entries[upTo(book.entries.length)];
      if (entry !== undefined) book.reverse(entry);
    }
  }
}
