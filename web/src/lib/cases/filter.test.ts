import { describe, expect, test } from "vitest";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import { dueOf } from "./due.ts";
import { narrow, narrowings, readFilter, writeFilter } from "./filter.ts";

const HOUR = 3_600_000;
const NOW = instantOf(1_000 * HOUR);

function row(number: string, over: Partial<CaseRow> = {}): CaseRow {
  return {
    id: number,
    rev: 1,
    number,
    category: "not-warm",
    urgency: "normal",
    state: "new",
    source: "console",
    description: "客厅只有十五度",
    openedAt: later(NOW, -HOUR),
    dueKind: "resolve",
    dueAt: later(NOW, 10 * HOUR),
    urgedCount: 0,
    reportCount: 1,
    pictures: 0,
    ...over,
  };
}

const rows = [
  row("1", { branchId: "b1", placeText: "北城区 阳光花园 3-2-501" }),
  row("2", {
    state: "assigned",
    assigneeId: "me",
    assigneeName: "王师傅",
    dueAt: later(NOW, -HOUR),
  }),
  row("3", { category: "leak", urgency: "critical", dueAt: later(NOW, HOUR), openedAt: NOW }),
  row("4", {
    state: "resolved",
    assigneeId: "me",
    dueAt: later(NOW, -HOUR),
    openedAt: later(NOW, -9 * HOUR),
  }),
];

function shown(query: string, found: ReadonlySet<string> = new Set()): string {
  const filter = readFilter(new URLSearchParams(query));
  return narrow(rows, filter, { now: NOW, meId: "me", found })
    .map((one) => one.number)
    .join("");
}

describe("narrowing", () => {
  test.each([
    ["", "2314"],
    ["order=newest", "3214"],
    ["order=oldest", "4123"],
    ["state=new", "31"],
    ["category=leak", "3"],
    ["urgency=critical&state=new", "3"],
    ["branch=b1", "1"],
    ["mine=1", "24"],
    ["overdue=1", "2"],
    ["q=阳光 501", "1"],
    ["q=王师傅", "2"],
    ["q=nobody", ""],
    ["state=nonsense", "2314"],
  ])("%s", (query, numbers) => {
    expect(shown(query)).toBe(numbers);
  });
});

test("a filter survives its way through the address", () => {
  const query = "?state=new&category=leak&branch=b1&q=a+b&order=newest&mine=1&overdue=1";
  const filter = readFilter(new URLSearchParams(query));
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  expect(narrowings(filter)).toBe(6);
  expect(writeFilter(readFilter(new URLSearchParams()))).toBe("");
});

test.each([
  [{ state: "new", dueAt: later(NOW, 3 * HOUR) }, "quiet", 180],
  [{ state: "new", dueAt: instantOf(NOW + 90 * 60_000) }, "soon", 90],
  [{ state: "on-site", dueAt: later(NOW, -HOUR) }, "overdue", 60],
  [{ state: "resolved", dueAt: later(NOW, -HOUR) }, "settled", 60],
] as const)("deadline of %o is %s", (caseRecord, tone, minutes) => {
  expect(dueOf(caseRecord, NOW)).toEqual({ tone, minutes });
});

test("what search found by the text is shown, where it fits all else", () => {
  const found = new Set(["3", "4"]);
  expect(shown("q=wangshifu", found)).toBe("34");
  expect(shown("q=wangshifu&category=leak", found)).toBe("3");
  expect(shown("", found)).toBe("2314");
});
