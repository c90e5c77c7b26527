import { describe, expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { changeOf, refuseTenders, shareTenders, withChange } from "./tenders.ts";

const cash = (amountFen: number, givenFen?: number) => ({
  method: "cash" as const,
  amountFen: fen(amountFen),
  ...(givenFen === undefined ? {} : { givenFen: fen(givenFen) }),
});
const card = (amountFen: number) => ({ method: "card" as const, amountFen: fen(amountFen) });

describe("tenders pay exactly what the payment is for", () => {
  test.each([
    ["in one way", [cash(100)], 100, null],
    ["in two ways", [cash(60), card(40)], 100, null],
    ["with more cash given than is to be paid", [cash(60, 100), card(40)], 100, null],
    ["with just the cash given", [cash(100, 100)], 100, null],
    ["in no way", [], 100, "bad-amount"],
    ["with nothing", [cash(100), card(0)], 100, "bad-amount"],
    ["with less than nothing", [cash(101), card(-1)], 100, "bad-amount"],
    ["with half a fen", [cash(99.5), card(0.5)], 100, "bad-amount"],
    ["with too much", [cash(AMOUNT_MAX_FEN + 1)], AMOUNT_MAX_FEN + 1, "bad-amount"],
    ["twice in one way", [cash(60), cash(40)], 100, "method-twice"],
    ["with too little cash", [cash(60, 59), card(40)], 100, "cash-short"],
    ["with change of a card", [cash(60), { ...card(40), givenFen: fen(50) }], 100, "cash-short"],
    ["with less together", [cash(60), card(39)], 100, "tenders-differ"],
    ["with more together", [cash(60), card(41)], 100, "tenders-differ"],
  ] as const)("%s", (_, tenders, owedFen, code) => {
    expect(refuseTenders(tenders, fen(owedFen))?.code ?? null).toBe(code);
  });
});

test("what is given back is recorded with what was given, where that was counted", () => {
  const taken = withChange([cash(6_000, 10_000), card(4_000)]);
  expect(taken).toEqual([
    { method: "cash", amountFen: 6_000, givenFen: 10_000, changeFen: 4_000 },
    { method: "card", amountFen: 4_000 },
  ]);
  expect([changeOf(taken), changeOf(withChange([cash(5)]))]).toEqual([4_000, 0]);
});

describe("which tender pays which part", () => {
  test.each([
    ["one of each", [cash(5)], [5], [[cash(5)]]],
    ["a part in two ways", [cash(3), card(4)], [7], [[cash(3), card(4)]]],
    ["a tender over two parts", [cash(7)], [3, 4], [[cash(3)], [cash(4)]]],
    ["across", [cash(5), card(4)], [3, 6], [[cash(3)], [cash(2), card(4)]]],
  ])("%s", (_, tenders, parts, shares) => {
    expect(shareTenders(tenders, parts.map(fen))).toEqual(shares);
  });
});
