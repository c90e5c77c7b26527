import { expect, test } from "vitest";
import type { CarryNodeAnswer } from "@warmline/shared/carryforwards/answers.ts";
import { NO_FIGURES } from "@warmline/shared/carryforwards/figures.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { cellsOf } from "../reports/testing.ts";
import { carrySheet } from "./sheet.ts";

const owed = {
  ...NO_FIGURES,
  openingFen: fen(10_000),
  chargedFen: fen(267_470),
  paidFen: fen(200_007),
  closingFen: fen(77_463),
};
const onAccount = { ...NO_FIGURES, receivedFen: fen(200_007), paidFen: fen(200_007) };
const balance = { accounts: 1, owed, onAccount };
const answer: CarryNodeAnswer = {
  path: [{ id: "", node: "" }],
  level: "branch",
  ...balance,
  rows: [{ id: "b1", name: "北城分公司", nameEn: "Beicheng branch", ...balance }],
};
const carry = { day: "2025-12-31", previous: { id: "p", day: "2024-12-31", hash: "" } };

test("a workbook says what it is of, with the whole on top; figures are numbers", async () => {
  const rows = await cellsOf(await carrySheet(carry, answer, "zh"));
  expect(rows[0]?.[0]).toBe("年度结转表");
  expect(rows[1]?.[0]).toBe("全市");
  expect(rows[2]?.[0]).toContain("2025-12-31");
  expect(rows[2]?.[0]).toContain("2024-12-31");
  expect(rows[5]?.slice(0, 4)).toEqual(["分公司", "账户数", "欠费 · 期初", "欠费 · 应收"]);
  expect(rows[6]?.slice(0, 4)).toEqual(["合计", 1, 100, 2_674.7]);
  expect(rows[7]?.[0]).toBe("北城分公司");
  expect(rows[7]?.slice(1)).toEqual(rows[6]?.slice(1));
  const closing = rows[5]?.indexOf("欠费 · 期末") ?? 0;
  expect(rows[6]?.[closing]).toBe(774.63);
});

test("of a building it names each household, in the language of whoever asks", async () => {
  const who = { number: "100000000", name: "张三", address: "阳光 1" };
  const row = { id: "h1", householdId: "h1", ...who };
  const below = { ...answer, level: "household" as const, rows: [{ ...row, ...balance }] };
  const rows = await cellsOf(await carrySheet({ ...carry, previous: null }, below, "en"));
  expect(rows[2]?.[0]).toContain("Since the first entry");
  expect(rows[7]?.slice(0, 4)).toEqual(["100000000", "张三", "阳光 1", 1]);
});
