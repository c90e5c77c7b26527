import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speak, write } from "../say/render.ts";
import type { Reply, Said } from "../say/said.ts";
import { withOutcomes } from "../say/said.ts";
import type { Facts } from "./capability.ts";
import type { Event } from "./event.ts";
import { newSession, type Session, type State, type TopicName } from "./session.ts";
import { step, type Step } from "./step.ts";
import {
  answerTo,
  begun,
  CHAT,
  CHECK,
  PHONE,
  takeTurn,
  WORLDS,
  ZHANG,
  ZHANG_SHOP,
  CALLER,
  HALLS,
  TICKET_HALLS,
  type World,
} from "./world-fixture.ts";

const world: World = WORLDS.known;
const keys = (digits: string): Event => ({ kind: "keys", digits });
const said = (text: string): Event => ({ kind: "said", text });
const silence: Event = { kind: "silence" };

function isOver({ session: { state } }: Step): boolean {
  return (state.topic === "person" && !state.asking) || state.topic === "ended";
}

/** Every state in which somebody is waited for. */
const WAITING: Readonly<
  Record<Exclude<TopicName, "fee" | "compare" | "history" | "case" | "person" | "ended">, State[]>
> = {
  greeting: [{ topic: "greeting" }],
  household: [{ topic: "household" }],
  bindings: [{ topic: "bindings" }, { topic: "bindings", unbind: true }],
  outage: [
    {
      topic: "outage",
      next: "menu",
      outage: { incidentId: "i", kind: "leak", cause: null, startedAt: PHONE.at, returnAt: null },
    },
  ],
  menu: [{ topic: "menu" }],
  proof: [
    { topic: "proof", next: "fee", by: "number" },
    { topic: "proof", next: "fee", by: "number", value: "123456782" },
    { topic: "proof", next: "case", by: "phone", value: CALLER },
  ],
  urge: [{ topic: "urge", cases: [...WORLDS.known.cases] }],
  report: [
    { topic: "report", draft: { said: [] } },
    { topic: "report", draft: { category: "leak", elsewhere: true, said: [] } },
    { topic: "report", draft: { category: "not-warm", said: [] } },
    { topic: "report", draft: { category: "not-warm", since: "days", said: [] } },
    { topic: "report", draft: { category: "not-warm", since: "days", rooms: "all", said: [] } },
    { topic: "report", draft: { category: "praise", said: [] } },
    { topic: "report", draft: { category: "praise", said: ["好"] } },
  ],
  callback: [
    { topic: "callback", skill: "fees", people: 1 },
    { topic: "callback", skill: "fees", people: 1, other: true },
  ],
  halls: [{ topic: "halls", halls: [...HALLS] }],
  notices: [{ topic: "notices", off: ["bill"] }],
  ticket: [TICKET_HALLS, TICKET_HALLS.slice(0, 1)].map((halls) => ({ topic: "ticket", halls })),
  article: [{ topic: "article", intent: "stop-restore", asked: "怎么报停", told: true }],
  repaired: [{ topic: "repaired", check: CHECK }],
  after: [{ topic: "after" }],
  satisfaction: [{ topic: "satisfaction" }],
};

/** Where who says nothing more has gone. */
const GONE: ReadonlySet<TopicName> = new Set(["after", "satisfaction", "repaired"]);

/** Where one comes to by the same event again and again; each time something is said. */
function topicAfter(session: Session, event: Event, facts: Facts): TopicName {
  // Nobody is at the desks where that is asked.
  const answered = (one: Step): Step => {
    if (one.ask?.kind !== "desk") return one;
    const then = step(one.session, answerTo(one.ask, world), facts);
    return { ...then, replies: [...one.replies, ...then.replies] };
  };
  let done = answered(step(session, event, facts));
  for (let more = 0; more < FAILURES_AND_ONE && !isOver(done); more += 1) {
    expect(done.replies.length).toBeGreaterThan(0);
    done = answered(step(done.session, event, facts));
  }
  return done.session.state.topic;
}

const FAILURES_AND_ONE = 3; // In a report silence is once an answer.

describe.each(Object.values(WAITING).flat())("$topic $draft $value", (state) => {
  const session: Session = {
    ...newSession("zh"),
    caller: CALLER,
    known: [ZHANG, ZHANG_SHOP],
    household: ZHANG,
    outagesOf: ZHANG.id,
    state,
    told: [{ say: "bots.menu.lead" }],
  };

  test("0 and 人工 lead to a person, once", () => {
    for (const event of [keys("0"), keys("0#"), said("人工"), said("我要转人工")]) {
      const done = step(session, event, PHONE);
      expect(done.session.state.topic).toBe("person");
      expect(done.intents.map(({ kind }) => kind)).toEqual(["person"]);
      expect(step(done.session, keys("1"), PHONE).intents).toEqual([]);
    }
  });

  test("* says again what was told, and nothing is done", () => {
    const done = step(session, keys("*"), PHONE);
    expect(done).toMatchObject({ replies: session.told, intents: [], session: { state } });
    expect(done.expects).toBeDefined();
  });

  test("silence and what is not understood are answered; three in a row lead to a person", () => {
    const guess: Event = { kind: "said", text: "嗯哼", confidence: 0.1 };
    expect(topicAfter(session, keys("77777777777777777777"), PHONE)).toBe("person");
    // Where nobody takes a talk over, who leaves no number is noted without one.
    expect(topicAfter(session, guess, CHAT)).toBe(
      state.topic === "callback" ? "after" : "callback",
    );
    expect(topicAfter(session, silence, PHONE)).toBe(GONE.has(state.topic) ? "ended" : "person");
  });

  test("what could not be done leads to a person", () => {
    expect(step(session, { kind: "refused" }, PHONE)).toMatchObject({
      session: { state: { topic: "person" } },
      intents: [{ kind: "person" }],
    });
  });
});

test("who was not understood is said to be so; who was silent, or pressed keys, is not", () => {
  const intentsAfter = (event: Event) => {
    let { session } = takeTurn(newSession("zh"), begun(WORLDS.unknown), WORLDS.unknown, PHONE);
    for (let turn = 0; turn < 2; turn += 1) session = step(session, event, PHONE).session;
    return step(session, event, PHONE).intents;
  };
  const person = { kind: "person", skill: "repairs" };
  const guess: Event = { kind: "said", text: "嗯哼", confidence: 0.1 };
  expect(intentsAfter(guess)).toEqual([{ ...person, unclear: true }]);
  expect(intentsAfter(silence)).toEqual([person]);
  expect(intentsAfter(keys("77777777777777777777"))).toEqual([person]);
});

test("who asks about fees gets somebody who knows of them", () => {
  const fees = takeTurn(newSession("zh"), begun(WORLDS.unknown), WORLDS.unknown, PHONE);
  const asked = takeTurn(fees.session, keys("2"), WORLDS.unknown, PHONE);
  expect(step(asked.session, keys("0"), PHONE).intents).toEqual([
    { kind: "person", skill: "fees" },
  ]);
});

test("too many households to choose from are not read out", () => {
  const many = { caller: CALLER, households: Array.from({ length: 9 }, () => ZHANG) };
  expect(takeTurn(newSession("zh"), begun(many), world, PHONE).session.state.topic).toBe("menu");
});

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.constantFrom("0", "1", "2", "3", "4", "5", "6", "8", "9", "*", "#", "1*", "").map(keys),
  fc.constantFrom("5678", "1111", "123456782", "13900002222#", "9999").map(keys),
  fc
    .constantFrom(
      "不热",
      "漏水了，昨天开始的",
      "查欠费",
      "缴费记录",
      "几点来",
      "催一下",
      "回电",
      "再见",
    )
    .map(said),
  fc.constantFrom("绑定", "解绑", "help", "人工", "123456782", "1111").map(said),
  fc.constant<Event>({ kind: "media" }),
  fc.constantFrom("好的", "不对", "翠湖3号楼", "English", "一", "满意", "报停", "都不是").map(said),
  fc.string({ unit: "grapheme", maxLength: 30 }).map(said),
  fc.constant(silence),
  fc.constant<Event>({ kind: "refused" }),
);
const anyFirst = fc.constantFrom<Pick<World, "first">>(
  {},
  { first: "查欠费" },
  { first: "解绑" },
  { first: "你好" },
);
const anyWorld = fc
  .tuple(fc.constantFrom<World>(...Object.values(WORLDS)), anyFirst)
  .map(([each, first]): World => ({ ...each, ...first }));
const anyStream = fc.array(anyEvent, { maxLength: 25 });

test("any stream of events ends each turn in an expectation, an end or a person", () => {
  fc.assert(
    fc.property(anyWorld, fc.constantFrom(PHONE, CHAT), anyStream, (each, facts, events) => {
      let session = newSession("zh");
      for (const event of [begun(each), ...events]) {
        const before = JSON.stringify(session);
        const done = takeTurn(session, event, each, facts);
        expect(JSON.stringify(session)).toBe(before);
        expect(done.expects === undefined).toBe(isOver(done));
        // Between two turns nothing is left but JSON, and it decides the same.
        const kept: Session = JSON.parse(JSON.stringify(done.session));
        expect(takeTurn(kept, silence, each, facts)).toEqual(
          takeTurn(done.session, silence, each, facts),
        );
        const replies = withOutcomes(done.replies, [{ number: "20261127-0042", ahead: 4 }]);
        const told = replies.flatMap((reply) => [
          ...(["zh", "en"] as const).map((language) => speak(language, reply)),
          ...(["zh", "en"] as const).map((language) => write(language, reply)),
        ]);
        expect(told.join("\n")).not.toMatch(/undefined|NaN|[{}]/);
        session = kept;
      }
    }),
    { numRuns: 150 },
  );
});

/** What only somebody who has shown a second factor may hear. */
const PERSONAL: ReadonlySet<Said["kind"]> = new Set(["money", "season", "day"]);

function kindsIn(replies: readonly Reply[]): Said["kind"][] {
  return replies.flatMap(({ with: values = {} }) =>
    Object.values(values).flatMap((one) =>
      one.kind === "reply" ? kindsIn([one.reply]) : [one.kind],
    ),
  );
}

test("no amount and no payment is told, and no debt asked for, before the second factor", () => {
  fc.assert(
    fc.property(anyWorld, fc.constantFrom(PHONE, CHAT), anyStream, (each, facts, events) => {
      let session = newSession("zh");
      for (const event of [begun(each), ...events]) {
        let done = step(session, event, facts);
        const told = tooMuch(done, each);
        while (done.ask !== undefined) {
          done = step(done.session, answerTo(done.ask, each), facts);
          told.push(...tooMuch(done, each));
        }
        expect(told).toEqual([]);
        session = done.session;
      }
    }),
    { numRuns: 150 },
  );
});

/** What a step tells or asks for although nothing was proven. */
function tooMuch({ session, replies, ask }: Step, { caller }: World): unknown[] {
  if (session.proven) return [];
  const own = ask?.kind === "cases" && "phone" in ask && ask.phone === caller;
  const asked =
    ask !== undefined && ["debt", "payments", "seasons", "cases"].includes(ask.kind) && !own;
  return [...kindsIn(replies).filter((kind) => PERSONAL.has(kind)), ...(asked ? [ask] : [])];
}

test("what was unbound is proven no more, and bound once", () => {
  fc.assert(
    fc.property(anyWorld, anyStream, (each, events) => {
      let session = newSession("zh");
      const bound = new Set(each.households.map(({ id }) => id));
      for (const event of [begun(each), ...events]) {
        const done = takeTurn(session, event, each, CHAT);
        for (const intent of done.intents) {
          if (intent.kind !== "bind" && intent.kind !== "unbind") continue;
          expect(bound.has(intent.householdId)).toBe(intent.kind === "unbind");
          if (intent.kind === "bind") bound.add(intent.householdId);
          else bound.delete(intent.householdId);
        }
        ({ session } = done);
        expect(new Set(session.known.map(({ id }) => id))).toEqual(bound);
        const current = session.household?.id ?? "";
        expect(session.proven && !bound.has(current)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test("a picture is no misunderstanding", () => {
  let { session } = takeTurn(newSession("zh"), begun(WORLDS.stranger), WORLDS.stranger, CHAT);
  for (let sent = 0; sent < 4; sent += 1) session = step(session, { kind: "media" }, CHAT).session;
  expect(session).toMatchObject({ state: { topic: "menu" }, failures: 0 });
});
