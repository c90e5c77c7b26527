import { expect, test } from "vitest";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import { EPOCH, instantOf } from "@warmline/shared/kernel/time.ts";
import { readClosed, type ClosedFilter } from "./closed.ts";
import { closedNews } from "./closed-news.ts";

const NONE = readClosed(new URLSearchParams());

function row(id: string, rev = 1, given: Partial<CaseRow> = {}): CaseRow {
  return {
    id,
    rev,
    number: `20261123-${id}`,
    category: "leak",
    urgency: "normal",
    state: "new",
    source: "phone",
    description: "",
    openedAt: instantOf(Date.parse("2026-11-23T01:00:00Z")),
    dueKind: "resolve",
    dueAt: EPOCH,
    urgedCount: 0,
    reportCount: 1,
    pictures: 0,
    branchId: "east",
    assigneeId: "me",
    ...given,
  };
}

const table: [string, CaseRow[], CaseRow[], CaseRow[], Partial<ClosedFilter>, number][] = [
  ["nothing happened", [row("1")], [row("2")], [row("2")], {}, 0],
  ["one was closed", [], [row("2"), row("3")], [row("3")], {}, 1],
  ["closed before the list was read: it is there", [row("2", 5)], [row("2", 4)], [], {}, 0],
  ["one of the list was reopened", [row("1", 5)], [], [row("1", 6)], {}, 1],
  ["an older word of one that was closed since", [row("1", 5)], [], [row("1", 4)], {}, 0],
  ["a new one was opened", [], [], [row("9")], {}, 0],
  ["closed, but another category is looked at", [], [row("2")], [], { category: "other" }, 0],
  ["closed, but another branch is looked at", [], [row("2")], [], { branch: "west" }, 0],
  ["closed, and of this branch", [], [row("2")], [], { branch: "east", mine: true }, 1],
  ["closed, but somebody else's", [], [row("2", 1, { assigneeId: "you" })], [], { mine: true }, 0],
  ["closed, of the day looked at", [], [row("2")], [], { from: "2026-11-23", to: "2026-11-23" }, 1],
  ["closed, of a day before", [], [row("2")], [], { from: "2026-11-24" }, 0],
  ["closed, of a day after", [], [row("2")], [], { to: "2026-11-22" }, 0],
  ["closed, the number searched for", [], [row("2")], [], { text: "20261123-2" }, 1],
];

test.each(table)("%s", (_, listed, then, now, filter, expected) => {
  const open = new Map(now.map((one) => [one.id, one]));
  expect(closedNews(listed, then, open, { ...NONE, ...filter }, "me")).toBe(expected);
});
