import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { clientOf } from "@warmline/shared/twilio/parties.ts";
import type { Carrier } from "./carrier.ts";
import type { Line } from "./line.ts";
import { startCarrier } from "./of-process.ts";

const PUBLIC_URL = "https://warm.example/city/";
const CALLER = "+8613800000011";

let server: TestServer;
let carrier: Carrier;
beforeAll(async () => {
  server = await startTestServer({ DEMO: "true", PUBLIC_URL, AREA_CODE: "0352" });
  carrier = (await startCarrier(server.deps, server.url))!;
});
afterAll(() => server.close());

interface Agent {
  readonly id: string;
  readonly post: (path: string, body?: object) => Promise<{ readonly status: number }>;
  readonly connect: (callId: string) => Promise<Line>;
  /** Of what they answered. */
  readonly callIds: string[];
}

/** An agent who takes calls. */
async function agentReady(): Promise<Agent> {
  const { cookie, id } = await server.signIn(["agent"]);
  const post = (path: string, body: object = {}) =>
    server.request(`/api/acd/${path}`, { cookie, body });
  const connect = (callId: string) => carrier.connect(clientOf(id), callId);
  const callIds: string[] = [];
  const agent = { id, post, connect, callIds };
  agents.push(agent);
  await post("ready");
  return agent;
}

async function answered({ post, callIds }: Agent, callId: string): Promise<void> {
  callIds.push(callId);
  const answer = () => post("answer", { callId }).then(({ status }) => status);
  await expect.poll(answer, { timeout: 5_000 }).toBe(200);
}

const agents: Agent[] = [];
afterEach(async () => {
  for (const { post, callIds } of agents.splice(0)) {
    for (const callId of callIds) {
      await post("finish-wrap-up", { callId, disposition: { about: "other" } });
    }
    await post("sign-off");
  }
});

async function callerWaits(): Promise<Line> {
  const { id } = await carrier.dial(CALLER);
  await carrier.tell(id, { event: "keys", text: "0" });
  return carrier.line(id)!;
}

/** The line is called in, and does not look by itself. */
async function talks(line: Line): Promise<void> {
  await expect.poll(() => line.leadOut !== null, { timeout: 5_000 }).toBe(true);
}
const say = ({ id }: Line, text: string) => carrier.tell(id, { event: "said", text });
const heardBy = ({ heard }: Line) => heard.map(({ by, text }) => `${by}: ${text}`);
const membersOf = (callId: string) =>
  [...(carrier.rooms.get(callId)?.members.values() ?? [])].map(({ label }) => label);

/** A caller and an agent in one conference. */
async function inTalk() {
  const agent = await agentReady();
  const caller = await callerWaits();
  await answered(agent, caller.id);
  await talks(caller);
  const desk = await agent.connect(caller.id);
  return { agent, caller, desk };
}

describe("a caller and an agent", () => {
  test("hear each other, until the agent hangs up", async () => {
    const { agent, caller, desk } = await inTalk();
    expect(heardBy(caller).at(-1)).toMatch(/^hotline: 已为您接通坐席/);
    await say(caller, "我家不热");
    await say(desk, "马上登记");
    expect(heardBy(desk)).toEqual(["caller: 我家不热", "agent: 马上登记"]);
    expect(heardBy(caller).slice(-2)).toEqual(["caller: 我家不热", "agent: 马上登记"]);

    await agent.post("hang-up", { callId: caller.id });
    await expect.poll(() => caller.gather, { timeout: 5_000 }).not.toBeNull();
    expect(heardBy(caller).slice(-4).join()).toMatch(/请对本次服务评价.*不满意请按3/);
    expect(desk.status).toBe("completed");
    await carrier.tell(caller.id, { event: "keys", text: "1" });
    expect(heardBy(caller).slice(-2)[0]).toContain("感谢您的评价");
    expect(caller.status).toBe("completed");
    const callOf = async () => (await server.deps.store.get(calls, caller.id)) as Call;
    // Its end is told after the line is down.
    await expect.poll(() => callOf().then(({ state }) => state)).toBe("completed");
    const call = await callOf();
    expect(call).toMatchObject({ standing: "over", score: 1 });
    const moved = call.events.filter(({ party }) => party !== undefined);
    expect(moved.map(({ kind, party }) => `${kind} ${party}`).toSorted()).toEqual(
      ["joined caller", `joined ${agent.id}`, "left caller", `left ${agent.id}`].toSorted(),
    );
  });

  test("who asks for somebody again once they were served is rung back", async () => {
    const { agent, caller } = await inTalk();
    await agent.post("hang-up", { callId: caller.id });
    await expect.poll(() => caller.gather, { timeout: 5_000 }).not.toBeNull();
    await carrier.tell(caller.id, { event: "keys", text: "0" });
    await carrier.tell(caller.id, { event: "hang-up" });
    const standing = () => server.deps.store.get(calls, caller.id).then((call) => call?.standing);
    await expect.poll(standing).toBe("to-ring-back");
  });

  test("are apart while the caller is held", async () => {
    const { agent, caller, desk } = await inTalk();
    const held = () => [...carrier.rooms.get(caller.id)!.members.values()].map((one) => one.held);
    await agent.post("hold", { callId: caller.id });
    await expect.poll(held, { timeout: 5_000 }).toEqual([true, false]);
    await say(desk, "旁边说一句");
    expect(heardBy(caller)).not.toContain("agent: 旁边说一句");
    await agent.post("resume", { callId: caller.id });
    await expect.poll(held, { timeout: 5_000 }).toEqual([false, false]);
    await say(desk, "久等了");
    expect(heardBy(caller)).toContain("agent: 久等了");
    await carrier.tell(caller.id, { event: "hang-up" });
    await expect.poll(() => desk.status, { timeout: 5_000 }).toBe("completed");
  });

  test("held before anybody was in the talk, the caller is held once they come", async () => {
    const agent = await agentReady();
    const caller = await callerWaits();
    await answered(agent, caller.id);
    await agent.post("hold", { callId: caller.id });
    const isHeld = () => carrier.rooms.get(caller.id)?.members.get(caller.id)?.held;
    await expect.poll(isHeld, { timeout: 5_000 }).toBe(true);
    await carrier.tell(caller.id, { event: "hang-up" });
  });

  test("are joined again when the desk was away", async () => {
    const { agent, caller, desk } = await inTalk();
    await carrier.tell(desk.id, { event: "hang-up" });
    expect(membersOf(caller.id)).toEqual(["caller"]);
    const again = await agent.connect(caller.id);
    await say(again, "听得到吗");
    expect(heardBy(caller)).toContain("agent: 听得到吗");
    await carrier.tell(caller.id, { event: "hang-up" });
  });

  test("handed on, the caller waits, and hears whoever answers next", async () => {
    const { agent: first, caller, desk } = await inTalk();
    const second = await agentReady();
    await first.post("transfer", { callId: caller.id, agentId: second.id });
    await expect.poll(() => desk.status, { timeout: 5_000 }).toBe("completed");
    await answered(second, caller.id);
    await talks(caller);
    const next = await second.connect(caller.id);
    await say(next, "我来处理");
    expect(heardBy(caller)).toContain("agent: 我来处理");
    const connected = heardBy(caller).filter((text) => text.includes("已为您接通坐席"));
    expect(connected).toHaveLength(2);
    await carrier.tell(caller.id, { event: "hang-up" });
    expect(await server.deps.store.get(queuedCalls, caller.id)).toMatchObject({ end: "answered" });
  });
});

describe("a desk", () => {
  test("does not come into a call that is another's, or over", async () => {
    const { caller } = await inTalk();
    const other = await agentReady();
    expect((await other.connect(caller.id)).status).toBe("completed");
    expect(membersOf(caller.id)).toHaveLength(2);
    await carrier.tell(caller.id, { event: "hang-up" });
    await expect.poll(() => membersOf(caller.id), { timeout: 5_000 }).toEqual([]);
    expect((await agents[0]!.connect(caller.id)).status).toBe("completed");
  });

  test("that is muted is not heard", async () => {
    const { caller, desk } = await inTalk();
    carrier.mute(desk, true);
    await say(desk, "自言自语");
    carrier.mute(desk, false);
    await say(desk, "您好");
    expect(heardBy(caller).filter((text) => text.startsWith("agent"))).toEqual(["agent: 您好"]);
    await carrier.tell(caller.id, { event: "hang-up" });
  });
});
