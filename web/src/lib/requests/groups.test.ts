import { expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { grouped } from "./groups.ts";

function row(id: string, over: Partial<RequestRow> = {}): RequestRow {
  const blank = { id, rev: 1, state: "pending", makerId: "other", mine: false } as const;
  return { ...blank, askedAt: instantOf(Number(id)), ...over } as RequestRow;
}

test("what waits stands oldest first by whose it is, what is settled as it was read", () => {
  const live = [
    row("4", { mine: true }),
    row("3", { makerId: "me" }),
    row("2"),
    row("1", { mine: true }),
  ];
  const read = [row("9", { state: "executed" }), row("3"), row("0", { state: "declined" })];
  const idsOf = (rows: readonly RequestRow[]) => rows.map(({ id }) => id);
  const { mine, asked, waiting, settled } = grouped(live, read, "me");
  expect([mine, asked, waiting, settled].map(idsOf)).toEqual([
    ["1", "4"],
    ["3"],
    ["2"],
    ["9", "0"],
  ]);
});

test("a row that waits again is not among the settled ones", () => {
  const settled = grouped([row("1")], [row("1", { state: "changed" })], "me").settled;
  expect(settled).toEqual([]);
});
