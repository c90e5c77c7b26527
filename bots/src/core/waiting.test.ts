import { expect, test } from "vitest";
import type { Event } from "./event.ts";
import { newSession, type Session } from "./session.ts";
import { step } from "./step.ts";
import { answerTo, CHAT, PHONE, WORLDS, ZHANG } from "./world-fixture.ts";

const keys = (digits: string): Event => ({ kind: "keys", digits });
const said = (text: string): Event => ({ kind: "said", text });

test("who waits where one can write is answered by nobody but to leave the queue", () => {
  const asked = step({ ...newSession("zh"), known: [ZHANG] }, said("人工"), CHAT);
  expect(asked).toMatchObject({ ask: { kind: "desk", householdIds: [ZHANG.id] }, intents: [] });
  const waits = step(asked.session, answerTo(asked.ask!, WORLDS.attended), CHAT);
  expect(waits.intents).toEqual([{ kind: "person", skill: "repairs" }]);
  for (const event of [said("在吗"), said("1"), { kind: "media" } as const, said("人工")]) {
    expect(step(waits.session, event, CHAT)).toEqual({
      session: waits.session,
      replies: [],
      intents: [],
    });
  }
  for (const words of ["取消", "不等了", "cancel"]) {
    expect(step(waits.session, said(words), CHAT).intents).toEqual([{ kind: "leave-queue" }]);
  }
});

test("whoever was served by a person is asked how it was, once", () => {
  const served: Event = { kind: "served" };
  const waits: Session = { ...newSession("zh"), state: { topic: "person", skill: "fees" } };
  const asked = step(waits, served, PHONE);
  expect(asked.replies[0]).toEqual({ say: "bots.satisfaction.lead" });
  expect(asked.expects).toBeDefined();
  const rated = step(asked.session, keys("3"), PHONE);
  expect(rated.intents).toEqual([{ kind: "rate", score: 3 }, { kind: "end" }]);
  expect(step(rated.session, served, PHONE)).toMatchObject({ replies: [], intents: [] });
});
