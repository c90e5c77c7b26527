import { expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import { goAlong } from "./merging.ts";
import type { Notice } from "./model.ts";
import { raised } from "./rules.ts";

const NOON = instantOf(Date.UTC(2026, 10, 29, 4));
const DAY_MS = 86_400_000;

function notice(id: string, more: Partial<Notice> = {}): Notice {
  const about = { kind: "case-accepted", caseId: id, number: id, category: "leak" } as const;
  return { ...raised({ id, about, chatId: "a:u" }, NOON), rev: 1, ...more };
}
const told = (one: Notice, bytes = 100) => ({ notice: one, bytes });
const [first, second, third] = ["1", "2", "3"].map((id) => notice(id)) as [Notice, Notice, Notice];

const ROWS: [string, number | null, number, readonly Notice[], string[]][] = [
  ["three are left", 3, 1_000, [first, second, third], []],
  ["none are counted", null, 1_000, [first, second, third], []],
  ["two are left", 2, 1_000, [first, second, third], ["2", "3"]],
  ["the last is left", 1, 1_000, [first, second], ["2"]],
  ["nobody waits", 1, 1_000, [first], []],
  ["one more just fits", 1, 202, [second, third], ["2"]],
  ["it would be a byte too long", 1, 201, [second, third], []],
  ["it waits for the morning", 1, 1_000, [notice("2", { dueAt: later(NOON, 1) }), third], ["3"]],
  ["it is of no use", 1, 1_000, [notice("2", { dueAt: later(NOON, -9 * DAY_MS) })], []],
  [
    "the chat was tried",
    1,
    1_000,
    [notice("2", { tried: [{ channel: "chat", why: "quota" }] })],
    [],
  ],
  ["it is on its way", 1, 1_000, [notice("2", { state: "handed" })], []],
];

test.each(ROWS)("where %s", (_, left, bytesMax, waiting, along) => {
  const room = { left, bytesMax };
  const went = goAlong(
    told(first),
    waiting.map((one) => told(one)),
    room,
    NOON,
  );
  expect(went.map(({ notice: { id } }) => id)).toEqual(along);
  for (const { handed } of went) expect(handed).toMatchObject({ state: "handed", channel: "chat" });
});
