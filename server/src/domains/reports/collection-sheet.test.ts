import { describe, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { CollectionAnswer } from "@warmline/shared/reports/api.ts";
import { collectionSheet } from "./collection-sheet.ts";
import { cellsOf } from "./testing.ts";

const sums = {
  dueFen: fen(100_000),
  paidFen: fen(60_007),
  relievedFen: fen(20_000),
  writtenOffFen: fen(0),
  owedFen: fen(19_993),
};
const summary = {
  ...sums,
  counted: { dueFen: fen(100_000), paidFen: fen(60_007), relievedFen: fen(20_000) },
  households: 3,
  settled: 1,
};
const answer: CollectionAnswer = {
  position: 1_234,
  behind: 0,
  at: instantOf(Date.UTC(2026, 0, 31, 4)),
  season: "2025-2026",
  seasons: ["2025-2026"],
  day: "2026-01-31",
  path: [{ id: "", node: "" }],
  level: "branch",
  total: summary,
  fees: [{ fee: "heat", ...sums }],
  rows: [
    { id: "b1", name: "北城分公司", nameEn: "Beicheng branch", ...summary },
    { id: "-", ...summary },
  ],
  next: null,
  disagreements: [],
};

/** Each rate between its parts and as a share. */
const [R1, R2, R4] = [
  [600.07, 800, 0.7501],
  [600.07, 1_000, 0.6001],
  [1, 3, 0.3333],
];

const cells = async (of: CollectionAnswer, language: "zh" | "en") =>
  cellsOf(await collectionSheet(of, language));

describe("the workbook of a summary", () => {
  test("says what it is of, and has the whole on top; its figures are numbers", async () => {
    const rows = await cells(answer, "zh");
    expect(rows[0]?.[0]).toBe("收费汇总表");
    expect(rows[1]?.[0]).toBe("全市");
    expect(rows[2]?.[0]).toContain("2026-01-31");
    expect(rows[3]?.[0]).toContain("1,234");
    const total = rows.find(([name]) => name === "合计");
    // Money in yuan, then households, then the rates.
    expect(total?.slice(1, 6)).toEqual([1_000, 600.07, 200, 0, 199.93]);
    expect(total?.slice(6, 8)).toEqual([3, 1]);
    expect(total?.slice(8)).toEqual([...R1, ...R2, ...R4]);
    expect(rows.find(([name]) => name === "北城分公司")?.slice(1)).toEqual(total?.slice(1));
    expect(rows.some(([name]) => name === "未注明")).toBe(true);
    expect(rows.at(-1)?.slice(0, 3)).toEqual(["热费", 1_000, 600.07]);
  });

  test("is in the language of whoever asks", async () => {
    const rows = await cells(answer, "en");
    expect(rows[0]?.[0]).toBe("Collection summary");
    expect(rows.some(([name]) => name === "Beicheng branch")).toBe(true);
  });

  test("of a building it lists households by number, name and address", async () => {
    const home = {
      id: "h1",
      number: "100000001",
      name: "=1+1",
      address: "幸福里1号楼",
      ...summary,
    };
    const rows = await cells({ ...answer, level: "household", rows: [home], next: 1 }, "zh");
    // What begins like a formula is a name.
    const row = rows.find(([number]) => number === "100000001");
    expect(row?.slice(0, 4)).toEqual(["100000001", "=1+1", "幸福里1号楼", 1_000]);
    expect(rows.flat().some((cell) => String(cell).includes("另有"))).toBe(true);
  });

  test("of nothing there is no share", async () => {
    const none = { ...summary, counted: { ...summary.counted, dueFen: fen(0) } };
    const rows = await cells({ ...answer, rows: [{ id: "b2", ...none }] }, "zh");
    const row = rows.find(([name]) => name === "b2");
    expect(row?.slice(11, 14)).toEqual([600.07, 0, null]);
  });
});
