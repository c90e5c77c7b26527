import { describe, expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import type { Chat, ChatMessage } from "./model.ts";
import {
  claim,
  CLAIM_MS,
  queued,
  sendAgain,
  settled,
  withoutText,
  type Outcome,
} from "./outbox.ts";
import { granted } from "./quota.ts";

const NOW = instantOf(Date.parse("2026-11-27T02:00:00Z"));
const QUOTA = {
  word: { messages: 1, withinMs: 1_000 },
  click: { messages: 1, withinMs: 1_000 },
};

const chat = {
  id: "official:wx:o",
  rev: 1,
  followed: true,
  grants: granted({}, "word", QUOTA, NOW),
} as Chat;
const waiting: ChatMessage = {
  ...queued({ id: "m", chatId: chat.id, conversationId: "c", place: 0, text: "您好" }, NOW),
  rev: 1,
};
const sending: ChatMessage = { ...waiting, state: "sending" };
const stateOf = (done: { readonly message: ChatMessage } | null) => done?.message.state ?? null;

describe("a claim", () => {
  test("counts against the quota, and only once", () => {
    const claimed = claim({ chat, message: waiting }, false, NOW);
    expect(stateOf(claimed)).toBe("sending");
    expect(claimed?.chat.grants.word?.left).toBe(0);
    expect(claim(claimed!, false, NOW)).toBeNull();
    expect(stateOf(claim({ chat: claimed!.chat, message: waiting }, false, NOW))).toBe("blocked");
    expect(stateOf(claim({ chat: claimed!.chat, message: waiting }, true, NOW))).toBe("sending");
  });

  test("of whoever died is taken over, without counting again", () => {
    const message = { ...sending, since: NOW };
    expect(claim({ chat, message }, false, later(NOW, CLAIM_MS - 1))).toBeNull();
    const taken = claim({ chat, message }, false, later(NOW, CLAIM_MS));
    expect([stateOf(taken), taken?.chat]).toEqual(["sending", chat]);
  });

  test("of a welcome counts against nothing, as long as it is in time", () => {
    const message = { ...waiting, opening: { code: "c", until: later(NOW, 20_000) } };
    const none = { ...chat, grants: {} };
    const claimed = claim({ chat: none, message }, false, later(NOW, 19_999));
    expect([stateOf(claimed), claimed?.chat]).toEqual(["sending", none]);
    const late = claim({ chat: none, message }, false, later(NOW, 20_000));
    expect(late?.message).toMatchObject({ state: "failed", failure: "unreached" });
    const away = settled(claimed!, { state: "queued" }, NOW);
    expect([stateOf(away), away?.chat]).toEqual(["queued", none]);
    const again = sendAgain({ chat, message: late!.message }, false, NOW);
    expect(again).toMatchObject({ ok: true });
    expect(again.ok && again.value).not.toHaveProperty("opening");
  });

  test("of one who has left says so", () => {
    const gone = claim({ chat: { ...chat, followed: false }, message: waiting }, false, NOW);
    expect(gone?.message).toMatchObject({ state: "failed", failure: "gone" });
  });
});

const outcomes: [Outcome, object, number | undefined][] = [
  [{ state: "sent" }, { state: "sent" }, 1],
  [{ state: "queued" }, { state: "queued" }, 2],
  [{ state: "blocked" }, { state: "blocked" }, undefined],
  [
    { state: "failed", failure: "refused", code: "45002" },
    { state: "failed", failure: "refused", failureCode: "45002" },
    1,
  ],
];

test.each(outcomes)("an outcome %o", (outcome, message, left) => {
  const done = settled({ chat, message: sending }, outcome, NOW);
  expect(done?.message).toMatchObject(message);
  expect(done?.chat.grants.word?.left).toBe(left);
  expect(settled({ chat, message: waiting }, outcome, NOW)).toBeNull();
});

describe("sent again by a person", () => {
  const failed: ChatMessage = {
    ...waiting,
    state: "failed",
    failure: "gone",
    failureCode: "43004",
  };
  const later10 = later(NOW, 10);
  const again = (message: ChatMessage, to = chat, unlimited = false) =>
    sendAgain({ chat: to, message }, unlimited, later10);

  test.each(["failed", "blocked"] as const)("one that %s waits anew", (state) => {
    const done = again({ ...failed, state });
    expect(done).toMatchObject({ ok: true, value: { state: "queued", queuedAt: later10 } });
    expect(done.ok && done.value).not.toHaveProperty("failure");
    expect(done.ok && done.value).not.toHaveProperty("failureCode");
  });

  const spent = { ...chat, grants: {} };
  test.each([
    ["message-not-unsent", waiting, chat],
    ["message-not-unsent", { ...waiting, state: "sent" as const }, spent],
    ["message-expired", { ...failed, expired: true }, spent],
    ["quota-spent", failed, spent],
  ] as const)("%s", (code, message, to) => {
    expect(again(message, to)).toMatchObject({ ok: false, code });
  });

  test("where nothing is counted none is spent", () => {
    expect(again(failed, spent, true).ok).toBe(true);
  });
});

test("nothing of what was said is left a day later", () => {
  expect(withoutText(sending)).toMatchObject({ text: "", expired: true, state: "sending" });
});
