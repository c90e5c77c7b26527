import { describe, expect, test } from "vitest";
import type { VisitWindow } from "../cases/visit.ts";
import { instantOf, later } from "../kernel/time.ts";
import { fen } from "../kernel/money.ts";
import type { Notice, NoticeAbout } from "./model.ts";
import {
  notToldByPhone,
  raised,
  replaced,
  route,
  sendAgain,
  settled,
  toldByPhone,
  withoutPerson,
  type Ways,
} from "./rules.ts";

/** Noon, and ten in the evening, in the city. */
const NOON = instantOf(Date.UTC(2026, 10, 29, 4));
const NIGHT = instantOf(Date.UTC(2026, 10, 29, 14));
const HOUR_MS = 3_600_000;
const MORNING = instantOf(Date.UTC(2026, 10, 30, 0));

const resolved: NoticeAbout = {
  kind: "case-resolved",
  caseId: "c",
  number: "20261129-0001",
  category: "not-warm",
};
const bill: NoticeAbout = { kind: "bill", season: "2026-2027", amountFen: fen(100) };

function notice(about: NoticeAbout = resolved, more: Partial<Notice> = {}): Notice {
  const of = { id: "n", about, chatId: "a:u", phone: "+8613800000011" };
  return { ...raised(of, NOON), rev: 1, ...more };
}

describe("when", () => {
  test.each([
    ["a resolved case waits for the morning", resolved, NIGHT, MORNING],
    ["by day it goes at once", resolved, NOON, NOON],
    ["who has just reported is awake", { ...resolved, kind: "case-accepted" }, NIGHT, NIGHT],
    ["a bill waits", bill, NIGHT, MORNING],
  ] as const)("%s", (_, about, at, due) => {
    expect(raised({ id: "n", about }, at).dueAt).toBe(due);
  });

  const expected = (about: Partial<VisitWindow>): NoticeAbout => {
    const { from = NOON, to = later(from, HOUR_MS) } = about;
    return { kind: "visit-moved", caseId: "c", number: "1", category: "leak", from, to };
  };
  test.each([
    ["an hour after the morning", NIGHT, later(MORNING, HOUR_MS), MORNING],
    ["sooner than that", NIGHT, later(MORNING, HOUR_MS - 1), NIGHT],
    ["in an hour, by day", NOON, later(NOON, HOUR_MS), NOON],
  ] as const)("of a visit %s: by night only where the morning is too late", (_, at, from, due) => {
    expect(raised({ id: "n", about: expected({ from }) }, at).dueAt).toBe(due);
  });

  test("not before it is due, and never once it is of no use", () => {
    const waits = notice(resolved, { dueAt: MORNING });
    expect(route(waits, { chat: null }, NIGHT)).toBeNull();
    const late = route(notice(), { chat: null, sms: null }, later(NOON, 3 * 86_400_000));
    expect(late).toMatchObject({ channel: null, notice: { state: "dropped" } });
  });
});

test.each([
  ["due", "dropped"],
  ["failed", "dropped"],
  ["handed", null],
  ["sent", null],
  ["told", null],
  ["dropped", null],
] as const)("one that is %s, replaced by another: %s", (state, after) => {
  const next = replaced(notice(resolved, { state }), NIGHT);
  expect(next && [next.state, next.since]).toEqual(after && [after, NIGHT]);
});

describe("by which way", () => {
  const ROWS: [string, NoticeAbout, Ways, "chat" | "sms" | null, Notice["state"]][] = [
    ["the chat first", resolved, { chat: null, sms: null }, "chat", "handed"],
    ["none of theirs", resolved, { sms: null }, "sms", "handed"],
    ["no quota left", resolved, { chat: "quota", sms: null }, "sms", "handed"],
    ["neither", resolved, { chat: "quota", sms: "sms-off" }, null, "failed"],
    ["nobody expects it", resolved, { sms: "sms-not-set-up" }, null, "dropped"],
    ["no number at all", resolved, { sms: "no-mobile" }, null, "dropped"],
    ["too many texts", resolved, { sms: "sms-too-often" }, null, "failed"],
    ["not wanted, in no way", resolved, { chat: "muted", sms: null }, null, "dropped"],
    ["nobody waits for a bill", bill, { chat: "quota", sms: "sms-off" }, null, "dropped"],
  ];
  test.each(ROWS)("%s", (_, about, ways, channel, state) => {
    expect(route(notice(about), ways, NOON)).toMatchObject({ channel, notice: { state } });
  });

  test("one that is on its way, or over, goes by no other", () => {
    for (const state of ["handed", "sent", "failed", "told", "dropped"] as const) {
      expect(route(notice(resolved, { state }), { chat: null, sms: null }, NOON)).toBeNull();
    }
  });
});

describe("what became of it", () => {
  const handed = notice(resolved, { state: "handed", channel: "chat", messageId: "m1" });

  test("sent, and what is told twice changes nothing", () => {
    const sent = settled(handed, { messageId: "m1", why: null }, NOON);
    expect(sent).toMatchObject({ state: "sent", channel: "chat" });
    const known = { ...handed, ...sent };
    expect(settled(known, { messageId: "m1", why: null }, NOON)).toBeNull();
    expect(settled(known, { messageId: "m1", why: "refused" }, NOON)).toMatchObject({
      state: "due",
      tried: [{ channel: "chat", why: "refused" }],
    });
    expect(settled(handed, { messageId: "m0", why: "gone" }, NOON)).toBeNull();
  });

  test("what the chat could not take goes on by text message, and not by chat again", () => {
    const back = settled(handed, { messageId: "m1", why: "gone" }, NOON);
    expect(back).toMatchObject({ state: "due", tried: [{ channel: "chat", why: "gone" }] });
    expect(Object.keys(back ?? {})).not.toContain("messageId");
    const next = route({ ...back!, rev: 2 }, { chat: null, sms: null }, NOON);
    expect(next).toMatchObject({ channel: "sms" });
    const texted = { ...next!.notice, messageId: "m2", rev: 3 };
    const failed = settled(texted, { messageId: "m2", why: "refused" }, NOON);
    expect(route({ ...failed!, rev: 4 }, { chat: null, sms: null }, NOON)).toMatchObject({
      channel: null,
      notice: { state: "failed", tried: [{ why: "gone" }, { why: "refused" }] },
    });
  });
});

describe("by a person", () => {
  const failed = notice(resolved, { state: "failed", tried: [{ channel: "chat", why: "gone" }] });

  test("sent again by every way anew", () => {
    const again = sendAgain(failed, NIGHT);
    expect(again).toMatchObject({
      ok: true,
      value: { state: "due", attempt: 2, dueAt: NIGHT, tried: [] },
    });
    expect(sendAgain(notice(), NOON)).toMatchObject({ code: "notice-not-failed" });
    const gone = withoutPerson(failed);
    expect(gone).not.toHaveProperty("phone");
    expect(sendAgain(gone, NOON)).toMatchObject({ code: "notice-expired" });
  });

  test("told by phone, and back", () => {
    const told = toldByPhone(failed, "王芳", NOON);
    expect(told).toMatchObject({ ok: true, value: { state: "told", toldBy: "王芳" } });
    if (!told.ok) return;
    const back = notToldByPhone({ ...told.value, rev: 2 }, NOON);
    expect(back).toMatchObject({ ok: true, value: { state: "failed" } });
    expect(back.ok && Object.keys(back.value)).not.toContain("toldBy");
    expect(notToldByPhone(failed, NOON)).toMatchObject({ code: "notice-not-told" });
    expect(toldByPhone(notice(), "王芳", NOON)).toMatchObject({ code: "notice-not-failed" });
  });
});
