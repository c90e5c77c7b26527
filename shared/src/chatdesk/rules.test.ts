import { describe, expect, test } from "vitest";
import type { Agent } from "../acd/model.ts";
import { instantOf, later } from "../kernel/time.ts";
import { DESK_CHAT_KEPT_MS, OFFER_MS, type DeskChat } from "./model.ts";
import {
  decline,
  end,
  expire,
  finish,
  heard,
  miss,
  offer,
  see,
  take,
  takeBack,
  transfer,
  type ChatStep,
} from "./rules.ts";

const [BEFORE, NOW] = [instantOf(1_000), instantOf(90_000)];
const idle: Agent = {
  id: "a",
  rev: 1,
  staffName: "王芳",
  skills: { fees: 2 },
  state: "ready",
  since: BEFORE,
  idleSince: BEFORE,
  chatIds: ["other"],
};
const waiting: DeskChat = {
  id: "c",
  rev: 1,
  chatId: "w:o",
  skill: "fees",
  state: "waiting",
  enteredAt: BEFORE,
  since: BEFORE,
  passed: [],
  unread: 0,
  heardAt: BEFORE,
  expiresAt: later(BEFORE, DESK_CHAT_KEPT_MS),
  expired: false,
};
const SAID = { about: "fault", note: "三楼不热" } as const;

function after(chat: DeskChat, agent: Agent, step: ChatStep) {
  return {
    chat: { ...chat, ...step.chat, rev: chat.rev + 1 } as DeskChat,
    agent: { ...agent, ...step.agent, rev: agent.rev + 1 } as Agent,
  };
}
const offered = after(waiting, idle, offer(waiting, idle, NOW));
const taken = take(offered.chat, offered.agent, NOW);
if (!taken.ok) throw new Error(taken.code);
const served = after(offered.chat, offered.agent, taken.value);
const over = after(served.chat, served.agent, end(served.chat, served.agent, NOW, "abandoned"));

test("a chat is one agent's to take for so long, beside those in hand", () => {
  expect(offered.chat).toMatchObject({ state: "offered", agentId: "a", agentName: "王芳" });
  expect(offered.chat.offeredUntil).toBe(later(NOW, OFFER_MS));
  expect(offered.agent).toMatchObject({ state: "ready", chatIds: ["other", "c"] });
  expect(served.chat).toMatchObject({ state: "served", answeredAt: NOW, enteredAt: BEFORE });
});

describe("keeps its place", () => {
  const cases = {
    declined: decline(offered.chat, offered.agent, NOW),
    transferred: transfer(served.chat, served.agent, { skill: "repairs" }, NOW),
    "taken back": takeBack(served.chat, served.agent, NOW),
    missed: { ok: true, value: miss(offered.chat, offered.agent, NOW) } as const,
  };
  test.each(Object.entries(cases))("%s", (_, step) => {
    expect(step).toMatchObject({
      ok: true,
      value: {
        chat: { state: "waiting", enteredAt: BEFORE, since: NOW, passed: ["a"] },
        agent: { chatIds: ["other"] },
      },
    });
    expect(step.ok && step.value.chat?.agentId).toBeUndefined();
  });

  test("who did not take it is paused, who declined is not", () => {
    expect(miss(offered.chat, offered.agent, NOW).agent).toMatchObject({
      state: "paused",
      pauseReason: "no-answer",
    });
    const paused = { ...offered.agent, state: "paused", pauseReason: "break" } as const;
    expect(miss(offered.chat, paused, NOW).agent).toMatchObject({ pauseReason: "break" });
    const declined = decline(offered.chat, offered.agent, NOW);
    expect(declined).toMatchObject({ value: { agent: { state: "ready", idleSince: NOW } } });
  });

  test("a transfer goes to whom it is for", () => {
    const to = transfer(served.chat, served.agent, { agentId: "b" }, NOW);
    expect(to).toMatchObject({ value: { chat: { wantedAgentId: "b", skill: "fees" } } });
  });
});

test("what it was about is said with the end, one of each agent", () => {
  const done = finish(served.chat, served.agent, SAID, NOW);
  expect(done).toMatchObject({
    value: {
      chat: { state: "ended", end: "answered", dispositions: [{ agentId: "a", ...SAID }] },
      agent: { chatIds: ["other"], idleSince: NOW },
    },
  });
});

test.each([
  ["waiting", waiting, null, "abandoned"],
  ["offered", offered.chat, offered.agent, "abandoned"],
  ["served", served.chat, served.agent, "answered"],
] as const)("they leave while it is %s: %s", (_, chat, agent, how) => {
  const step = end(chat, agent, NOW, "abandoned");
  expect(step.chat).toMatchObject({ state: "ended", end: how });
  expect(step.agent?.chatIds).toEqual(agent === null ? undefined : ["other"]);
});

test("what they write is unread until the agent has looked", () => {
  const once = { ...heard(served.chat, NOW), rev: 4 };
  const twice = { ...heard(once, NOW), rev: 5 };
  expect(twice.unread).toBe(2);
  expect(see(twice, served.agent)).toMatchObject({ value: { chat: { unread: 0 } } });
  expect(see(served.chat, served.agent)).toEqual({ ok: true, value: {} });
});

test("who says nothing for a day has gone, and what is personal with them", () => {
  expect(expire(served.chat, served.agent, NOW)).toBeNull();
  const late = later(BEFORE, DESK_CHAT_KEPT_MS);
  const noted = {
    ...served.chat,
    dispositions: [{ agentId: "a", agentName: "王芳", at: NOW, ...SAID }],
  };
  const step = expire(noted, served.agent, late);
  expect(step?.chat).toMatchObject({ state: "ended", expired: true });
  expect(step?.chat?.chatId).toBeUndefined();
  expect(step?.chat?.dispositions).toEqual([
    { agentId: "a", agentName: "王芳", at: NOW, about: "fault" },
  ]);
  expect(step?.agent?.chatIds).toEqual(["other"]);
});

describe("refused", () => {
  const other: Agent = { ...idle, id: "b" };
  test.each([
    ["chat-over", take(over.chat, over.agent, NOW)],
    ["chat-elsewhere", take(offered.chat, other, NOW)],
    ["chat-elsewhere", take(waiting, idle, NOW)],
    ["chat-elsewhere", decline(served.chat, served.agent, NOW)],
    ["chat-over", finish(over.chat, over.agent, SAID, NOW)],
    ["chat-elsewhere", finish(served.chat, other, SAID, NOW)],
    ["chat-elsewhere", finish(offered.chat, offered.agent, SAID, NOW)],
    ["transfer-to-oneself", transfer(over.chat, over.agent, { agentId: "a" }, NOW)],
    ["chat-over", transfer(over.chat, over.agent, { skill: "fees" }, NOW)],
    ["chat-elsewhere", transfer(served.chat, other, { skill: "fees" }, NOW)],
    ["chat-over", takeBack(over.chat, null, NOW)],
    ["chat-not-in-hand", takeBack(waiting, null, NOW)],
    ["chat-elsewhere", see(served.chat, other)],
  ])("%s", (code, result) => {
    expect(result).toMatchObject({ ok: false, code });
  });

  test("over once is over", () => {
    expect(end(over.chat, over.agent, NOW, "abandoned")).toEqual({});
  });
});
