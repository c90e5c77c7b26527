import { expect, test } from "vitest";
import type { ChatCourseRow } from "@warmline/shared/chatdesk/live.ts";
import type { DeskChatRow } from "@warmline/shared/chatdesk/rows.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { chatsOf, courseOf, householdsIn, quotaLeft } from "./desk.ts";

const at = instantOf(1_000);
const chat = (id: string, over: Partial<DeskChatRow>): DeskChatRow => ({
  id,
  rev: 1,
  skill: "fees",
  state: "served",
  enteredAt: at,
  since: at,
  unread: 0,
  heardAt: at,
  ...over,
});

test("one's own are those that one has or is offered, who came first at the front", () => {
  const rows = [
    chat("late", { agentId: "me", enteredAt: instantOf(3_000) }),
    chat("early", { agentId: "me", state: "offered" }),
    chat("theirs", { agentId: "other" }),
    chat("waits", { state: "waiting" }),
  ];
  expect(chatsOf(rows, "me").map(({ id }) => id)).toEqual(["early", "late"]);
});

const rows: ChatCourseRow[] = [
  {
    id: "course",
    rev: 1,
    kind: "course",
    language: "zh",
    turns: [],
    turnCount: 0,
    householdId: "h1",
    caseIds: [],
  },
  {
    id: "window",
    rev: 1,
    kind: "window",
    householdIds: ["h2", "h1"],
    followed: true,
    grants: { word: { left: 3, until: instantOf(9_000) } },
  },
  {
    id: "media/p1",
    rev: 1,
    kind: "media",
    mediaId: "p1",
    turnId: "t1",
    of: "picture",
    state: "kept",
  },
  { id: "message/m1", rev: 1, kind: "message", state: "queued" },
  { id: "message/m2", rev: 1, kind: "message", state: "sent" },
];

test("what came with a turn stands beside it", () => {
  expect(courseOf(rows).media.get("t1")).toMatchObject({ mediaId: "p1" });
});

test("whose household it may be, and what may still be sent", () => {
  const shown = courseOf(rows);
  expect(householdsIn(shown)).toEqual(["h2", "h1"]);
  const { grants = null } = shown.window ?? {};
  expect(quotaLeft(grants, shown.sent, at)).toBe(2);
  expect(quotaLeft(grants, shown.sent, instantOf(9_000))).toBe(0);
  expect(quotaLeft(null, shown.sent, at)).toBeNull();
});
