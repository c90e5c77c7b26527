import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { makeCarrier } from "./carrier.ts";
import { ask } from "./post.ts";
import { readTwiml } from "./twiml.ts";

const PUBLIC_URL = "https://warm.example/city/";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ DEMO: "true", PUBLIC_URL, AREA_CODE: "0352" });
});
afterAll(() => server.close());

function carrier(more: Partial<Parameters<typeof makeCarrier>[0]> = {}) {
  const account = simulatedAccount(server.deps.config)!;
  const { clock } = server.deps;
  return makeCarrier({ account, url: server.url, publicUrl: PUBLIC_URL, clock, ...more });
}

/** An agent who takes calls, and what they do next. */
async function agentReady() {
  const { cookie } = await server.signIn(["agent"]);
  const post = (path: string, body: object = {}) =>
    server.request(`/api/acd/${path}`, { cookie, body });
  await post("ready");
  return post;
}

const callOf = async (id: string) => (await server.deps.store.get(calls, id)) as Call;
const said = (call: { heard: readonly { text: string }[] }) => call.heard.map(({ text }) => text);

describe("a simulated call", () => {
  test("is greeted, asks for a person, and leaves a number to ring back", async () => {
    const line = carrier();
    const first = await line.dial("anonymous");
    expect(first).toMatchObject({ over: false, listens: { endKey: "#", silenceSeconds: 6 } });
    expect(first.listens?.digits).toBe(1);
    const person = await line.tell(first.id, { event: "keys", text: "0" });
    expect(said(person!).some((text) => text.includes("没有显示号码"))).toBe(true);
    const again = await line.tell(first.id, { event: "keys", text: "12#" });
    expect(said(again!).at(-2)).toContain("再输入一次");
    const last = await line.tell(first.id, { event: "keys", text: "13900001111#" });
    expect(last).toMatchObject({ over: true, listens: null });
    const call = await callOf(first.id);
    expect(call).toMatchObject({
      from: null,
      ringBackAt: "+8613900001111",
      state: "completed",
      standing: "to-ring-back",
    });
    expect(call.events.map(({ state }) => state).filter(Boolean)).toHaveLength(4);
    expect(call.events.some(({ wantsPerson }) => wantsPerson)).toBe(true);
  });

  test("says what it is about, and hangs up", async () => {
    const line = carrier();
    const { id } = await line.dial("+8613800000011");
    await line.tell(id, { event: "said", text: "人工" });
    await line.tell(id, { event: "said", text: "暖气不热" });
    expect((await callOf(id)).said).toEqual(["暖气不热"]);
    const other = await line.dial("+8613800000011");
    expect(await line.tell(other.id, { event: "hang-up" })).toMatchObject({ over: true });
    expect(await line.tell(other.id, { event: "keys", text: "1" })).toMatchObject({ over: true });
    expect(await line.tell("CAnobody", { event: "hang-up" })).toBeNull();
    expect((await callOf(other.id)).standing).toBe("over");
  });

  test("is not queued by a key that comes after its end", async () => {
    const post = await agentReady();
    const line = carrier();
    const { id } = await line.dial("+8613800000011");
    await line.tell(id, { event: "hang-up" });
    const account = simulatedAccount(server.deps.config)!;
    const on = { account, url: server.url, publicUrl: PUBLIC_URL, clock: server.deps.clock };
    const late = await ask(on, "/hooks/twilio/turn?turn=1", {
      AccountSid: account.sid,
      CallSid: id,
      From: "+8613800000011",
      To: account.numbers[0]!,
      Direction: "inbound",
      CallStatus: "in-progress",
      Digits: "0",
    });
    expect(late.ok).toBe(true);
    expect(await server.deps.store.get(queuedCalls, id)).toBeNull();
    expect((await callOf(id)).standing).toBe("to-ring-back");
    await post("sign-off");
  });

  test("gives up waiting: nobody is rung any more, and somebody rings back", async () => {
    const post = await agentReady();
    const line = carrier();
    const { id } = await line.dial("+8613800000011");
    await line.tell(id, { event: "keys", text: "0" });
    await line.tell(id, { event: "hang-up" });
    expect(await server.deps.store.get(queuedCalls, id)).toMatchObject({
      state: "ended",
      end: "abandoned",
    });
    expect(await callOf(id)).toMatchObject({ standing: "to-ring-back" });
    expect((await post("answer", { callId: id })).body.code).toBe("call-over");
    // The last agent leaves: whoever still waits is not left to wait for nobody.
    const other = await line.dial("+8613800000011");
    await line.tell(other.id, { event: "keys", text: "0" });
    await post("pause", { reason: "break" });
    await post("sign-off");
    const alone = await line.tell(other.id, { event: "silence" });
    expect(said(alone!).at(-2)).toContain("我们会按来电先后给您回电");
  });

  test("of a silent caller comes to a person in the end", async () => {
    const line = carrier();
    const { id } = await line.dial("+8613800000011");
    let call = await line.tell(id, { event: "silence" });
    for (let round = 0; round < 4 && !call!.over; round += 1) {
      call = await line.tell(id, { event: "silence" });
    }
    expect(said(call!)).toContain("已经记下。我们会尽快给您回电，再见。");
    expect((await callOf(id)).standing).toBe("to-ring-back");
  });

  test.each(["twice", "backwards"] as const)("comes to the same %s", async (delivery) => {
    const line = carrier({ delivery });
    const { id } = await line.dial("+8613800000011");
    await line.tell(id, { event: "hang-up" });
    const call = await callOf(id);
    expect([call.state, call.standing]).toEqual(["completed", "over"]);
    const told = call.events.filter(({ kind }) => kind === "status");
    expect(told.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  });

  test("whose door fails is led to the fallback, and its caller is not left alone", async () => {
    const line = carrier();
    // Not a number at all: the voice door refuses it.
    const call = await line.dial("sip:me@example.com");
    expect(said(call)[0]).toContain("非常抱歉");
    expect(call.over).toBe(true);
    const { events } = await callOf(call.id);
    expect(events.map(({ kind }) => kind)).toEqual(["failed-over"]);
  });

  test("reaches nobody with another token", async () => {
    const account = { ...simulatedAccount(server.deps.config)!, tokens: ["a guess"] };
    const call = await carrier({ account }).dial("+8613800000011");
    expect(call).toMatchObject({ over: true, heard: [] });
    expect(await server.deps.store.get(calls, call.id)).toBeNull();
  });
});

test.each([
  ["", null],
  ["<Response>", null],
  ["<Other/>", null],
  ["<Response><Unheard/></Response>", null],
  ["<Response/>", []],
  [
    '<Response><Say language="zh-CN"> 一 </Say><Pause length="2"/>' +
      "<Redirect>a?b=1&amp;c=2</Redirect></Response>",
    [
      { verb: "Say", language: "zh-CN", text: "一" },
      { verb: "Pause", seconds: 2 },
      { verb: "Redirect", to: "a?b=1&c=2" },
    ],
  ],
  [
    '<Response><Gather action="x" numDigits="1"><Say>a</Say></Gather><Hangup/></Response>',
    [
      {
        verb: "Gather",
        action: "x",
        digits: 1,
        endKey: "#",
        silenceSeconds: 5,
        tellsSilence: false,
        inside: [{ verb: "Say", language: "en-US", text: "a" }],
      },
      { verb: "Hangup" },
    ],
  ],
] as const)("%s", (xml, verbs) => {
  expect(readTwiml(xml)).toEqual(verbs);
});
