import { array, assert, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_PLAN_TERMS } from "../catalogue/plan-terms.ts";
import { fen, totalFen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { accruedFees } from "./accrued-fees.ts";
import { planStanding } from "./plan-standing.ts";
import { refusePlan, type Instalment, type InstalmentPlan } from "./plan.ts";
import { Book, LATE_FEE, tryPay } from "./testing.ts";

const NOW = "2025-2026";

function instalments(...parts: readonly (readonly [string, number])[]): Instalment[] {
  return parts.map(([dueOn, amountFen]) => ({ dueOn, amountFen: fen(amountFen) }));
}

/** Charged 2,674.70 on 1 November, agreed on 20 November; a day passes with each entry. */
function agreed(over: Partial<InstalmentPlan> = {}): { book: Book; plan: InstalmentPlan } {
  const book = new Book();
  book.charge(NOW);
  const { items } = book.account;
  const act = { at: book.now, byId: "p", byName: "p" };
  const plan: InstalmentPlan = {
    id: "plan-1",
    rev: 1,
    accountId: "h1",
    items,
    instalments: instalments(
      ["2025-12-01", 100_000],
      ["2026-01-01", 100_000],
      ["2026-02-01", 67_470],
    ),
    agreedAt: book.now,
    agreedOn: "2025-11-20",
    agreed: act,
    reason: "困难",
    ...over,
  };
  return { book, plan };
}

/** Paid on a day. */
function payOn(book: Book, day: string, amountFen: number) {
  book.now = Date.parse(`${day}T04:00:00Z`) as typeof book.now;
  const entry = book.post(tryPay(book, amountFen));
  Object.assign(entry, { bookedOn: day });
}

function statesOn({ book, plan }: { book: Book; plan: InstalmentPlan }, day: string) {
  const { state, instalments: parts, brokenOn } = planStanding(plan, book.entries, day);
  return [state, parts.map((one) => `${one.state} ${one.paidFen}`), brokenOn];
}

describe("instalments", () => {
  const items = [{ itemId: "e1/1", season: NOW, fee: "heat", openFen: fen(1_000) }] as const;
  test.each([
    ["ok", [["2026-01-01", 1_000]]],
    [
      "ok",
      [
        ["2026-01-01", 200],
        ["2026-12-31", 800],
      ],
    ],
    ["instalments-out-of-order", []],
    ["instalments-out-of-order", [["2025-12-31", 1_000]]],
    [
      "instalments-out-of-order",
      [
        ["2026-02-01", 500],
        ["2026-02-01", 500],
      ],
    ],
    ["instalments-differ", [["2026-01-01", 999]]],
    ["instalments-differ", [["2026-01-01", 1_001]]],
    [
      "first-instalment-small",
      [
        ["2026-01-01", 199],
        ["2026-02-01", 801],
      ],
    ],
    [
      "last-instalment-late",
      [
        ["2026-01-01", 500],
        ["2027-01-02", 500],
      ],
    ],
  ] as const)("%s: %j", (code, parts) => {
    const refused = refusePlan(instalments(...parts), items, "2026-01-01", DEFAULT_PLAN_TERMS);
    expect(refused?.code ?? "ok").toBe(code);
  });

  test("are twelve at most", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at): [string, number] => {
        return [`2026-01-${String(at + 1).padStart(2, "0")}`, at === 0 ? 1_000 - (count - 1) : 1];
      });
    const of = (count: number, terms = DEFAULT_PLAN_TERMS) =>
      refusePlan(instalments(...many(count)), items, "2026-01-01", terms)?.code;
    expect([of(12), of(13)]).toEqual([undefined, "too-many-instalments"]);
    const three = { ...DEFAULT_PLAN_TERMS, mostInstalments: 3 };
    expect([of(3, three), of(4, three)]).toEqual([undefined, "too-many-instalments"]);
    expect(of(3, { ...three, withinDays: 1 })).toBe("last-instalment-late");
    const all = { ...three, firstShare10k: price10k(1_000_000) };
    expect([of(1, all), of(2, all)]).toEqual([undefined, "first-instalment-small"]);
  });
});

describe("a plan", () => {
  test("is kept while each part is paid by its day and three more, the oldest first", () => {
    const of = agreed();
    expect(statesOn(of, "2025-11-30")).toEqual(["kept", ["due 0", "due 0", "due 0"], undefined]);
    payOn(of.book, "2025-12-04", 150_000);
    expect(statesOn(of, "2025-12-10")).toEqual([
      "kept",
      ["paid 100000", "due 50000", "due 0"],
      undefined,
    ]);
    payOn(of.book, "2026-01-02", 117_470);
    expect(statesOn(of, "2026-01-02")[0]).toBe("fulfilled");
  });

  test("keeps the days of grace that it was agreed with", () => {
    const of = agreed({ graceDays: 0 });
    expect([statesOn(of, "2025-12-01")[0], statesOn(of, "2025-12-02")[2]]).toEqual([
      "kept",
      "2025-12-02",
    ]);
    const longer = agreed({ graceDays: 10 });
    expect([statesOn(longer, "2025-12-11")[0], statesOn(longer, "2025-12-12")[0]]).toEqual([
      "kept",
      "broken",
    ]);
  });

  test("is broken the day after, and stays so when it is paid later", () => {
    const of = agreed();
    expect(statesOn(of, "2025-12-04")[0]).toBe("kept");
    expect(statesOn(of, "2025-12-05")).toEqual([
      "broken",
      ["missed 0", "due 0", "due 0"],
      "2025-12-05",
    ]);
    payOn(of.book, "2025-12-06", 267_470);
    expect(statesOn(of, "2025-12-10")).toEqual([
      "broken",
      ["paid 100000", "paid 100000", "paid 67470"],
      "2025-12-05",
    ]);
  });

  test("that was kept is broken by the reversal of what kept it", () => {
    const of = agreed();
    payOn(of.book, "2025-12-01", 267_470);
    expect(statesOn(of, "2026-03-01")[0]).toBe("fulfilled");
    const back = of.book.reverse(of.book.entries.at(-1)!);
    Object.assign(back, { bookedOn: "2025-12-03" });
    expect(statesOn(of, "2026-03-01")[0]).toBe("broken");
  });

  test("counts no more from the day on which it is cancelled", () => {
    const on = "2025-12-01";
    const cancelled = { at: agreed().book.now, byId: "p", byName: "p", on, reason: "误" };
    const of = agreed({ cancelled });
    expect(statesOn(of, "2025-11-30")[0]).toBe("kept");
    expect(statesOn(of, "2026-03-01")).toEqual([
      "cancelled",
      ["missed 0", "missed 0", "missed 0"],
      undefined,
    ]);
  });

  test("stands as it does however payments are split and ordered", () => {
    assert(
      property(array(integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const [whole, split, turned] = [agreed(), agreed(), agreed()];
        payOn(
          whole.book,
          "2025-12-01",
          parts.reduce((sum, one) => sum + one, 0),
        );
        for (const one of parts) payOn(split.book, "2025-12-01", one);
        for (const one of parts.toReversed()) payOn(turned.book, "2025-12-01", one);
        for (const day of ["2025-12-01", "2026-01-20", "2026-03-01"]) {
          expect(statesOn(split, day)).toEqual(statesOn(whole, day));
          expect(statesOn(turned, day)).toEqual(statesOn(whole, day));
        }
        const { instalments: told, paidFen } = planStanding(
          whole.plan,
          whole.book.entries,
          "2026-03-01",
        );
        expect(totalFen(told.map((one) => one.paidFen))).toBe(paidFen);
      }),
    );
  });
});

describe("the late fee", () => {
  const late = (
    { book, plan }: { book: Book; plan: InstalmentPlan },
    until: string,
    plans = [plan],
  ) => {
    const rules = () => ({ ruleCode: "late", catalogueVersion: 1, rule: LATE_FEE });
    const [one] = accruedFees("h1", book.entries, { until, rules, plans });
    return one?.step.periods.map(({ from, days }) => [from, days]) ?? [];
  };

  test("does not run while the plan is kept, and again from the day on which it is broken", () => {
    const of = agreed();
    expect(late(of, "2025-12-10", [])).toEqual([["2025-11-02", 39]]);
    expect(late(of, "2025-12-04")).toEqual([["2025-11-02", 18]]);
    expect(late(of, "2025-12-10")).toEqual([
      ["2025-11-02", 18],
      ["2025-12-05", 6],
    ]);
  });

  test("runs again from the day of the cancellation", () => {
    const on = "2025-11-25";
    const of = agreed({
      cancelled: { at: agreed().book.now, byId: "p", byName: "p", on, reason: "" },
    });
    expect(late(of, "2025-11-30")).toEqual([
      ["2025-11-02", 18],
      ["2025-11-25", 6],
    ]);
  });
});
