import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import { hasEnded } from "@warmline/shared/calls/states.ts";
import { goTo } from "./clock-fixture.ts";
import type { Line } from "./line.ts";
import { heardBy, openTelephone, type AtDesk, type Telephone } from "./talk-fixture.ts";

let telephone: Telephone;
let supervisor: AtDesk;
beforeAll(async () => {
  telephone = await openTelephone();
  goTo(telephone.server, 10);
  supervisor = await telephone.supervisor();
});
afterEach(() => telephone.afterwards());
afterAll(() => telephone.server.close());

const queued = (id: string) => telephone.server.deps.store.get(queuedCalls, id);
const standing = async (id: string) => (await telephone.server.deps.store.get(calls, id))?.standing;
const stateOf = async (id: string) => (await queued(id))?.state;
const rungLines = () =>
  telephone.carrier.lines().filter(({ parties }) => parties["Direction"] === "outbound-api");
async function becomes(id: string, state: string): Promise<void> {
  await expect.poll(() => stateOf(id)).toBe(state);
}

/** Somebody waits behind another, and hangs up to be rung back. */
async function keepsPlace() {
  const agent = await telephone.agentReady();
  const other = await telephone.callerWaits();
  await telephone.answered(agent, other.id);
  const caller = await telephone.callerWaits();
  await telephone.carrier.tell(caller.id, { event: "keys", text: "1" });
  /** The agent is done with the other, and it rings for whoever is next. */
  const next = async (id = caller.id) => {
    await telephone.carrier.tell(other.id, { event: "hang-up" });
    const disposition = { about: "other" };
    await agent.post("finish-wrap-up", { callId: other.id, disposition });
    await becomes(id, "reserved");
  };
  return { agent, caller, next };
}

async function reachedBy(before: readonly Line[]): Promise<Line> {
  const fresh = () => rungLines().find((line) => !before.includes(line) && line.leadOut !== null);
  await expect.poll(fresh).toBeDefined();
  return fresh()!;
}

async function asksHowItWas(line: Line): Promise<void> {
  const heard = () => heardBy(line).slice(-4).join();
  await expect.poll(heard).toMatch(/请对本次服务评价.*不满意请按3/);
}

test("the place is kept, and in their turn they are rung and talk", async () => {
  const before = rungLines();
  const { agent, caller, next } = await keepsPlace();
  expect(heardBy(caller).at(-1)).toContain("您的位置已经保留");
  expect(caller.status).toBe("completed");
  expect(await queued(caller.id)).toMatchObject({ state: "waiting", ringBack: { attempts: 0 } });
  expect(await standing(caller.id)).toBe("open");
  await next();
  expect(rungLines()).toEqual(before);
  await telephone.answered(agent, caller.id, "dial");
  const line = await reachedBy(before);
  expect(line.parties["To"]).toBe(caller.parties["From"]);
  expect(heardBy(line)[0]).toMatch(/您预约的回电到了/);
  await becomes(caller.id, "connected");
  // Led in by the door that greeted them, and not called away from it.
  const desk = await agent.connect(caller.id);
  await telephone.say(line, "我家暖气不热");
  await expect.poll(() => heardBy(desk).at(-1)).toBe("caller: 我家暖气不热");
  expect(line.path).toMatch(/\/ring-back\?/);
  // A call like any other: it is held and taken back.
  expect((await agent.post("hold", { callId: caller.id })).status).toBe(200);
  expect((await agent.post("resume", { callId: caller.id })).status).toBe(200);
  expect(await standing(caller.id)).toBe("over");
  expect((await agent.post("hang-up", { callId: caller.id })).status).toBe(200);
  expect(await queued(caller.id)).toMatchObject({ state: "ended", end: "answered" });
  await asksHowItWas(line);
  await telephone.carrier.tell(line.id, { event: "keys", text: "1" });
  await expect.poll(() => hasEnded(line.status)).toBe(true);
  // Kept with the call that they made, not with the line by which they were rung.
  expect(await telephone.server.deps.store.get(calls, caller.id)).toMatchObject({ score: 1 });
  expect(await telephone.server.deps.store.get(calls, line.id)).not.toHaveProperty("score");
});

test("who wants a person once more after it leaves word, and is rung back by one", async () => {
  const before = rungLines();
  const { agent, caller, next } = await keepsPlace();
  await next();
  await telephone.answered(agent, caller.id, "dial");
  const line = await reachedBy(before);
  await becomes(caller.id, "connected");
  telephone.server.deps.advance(60_000);
  expect((await agent.post("hang-up", { callId: caller.id })).status).toBe(200);
  await asksHowItWas(line);
  await telephone.carrier.tell(line.id, { event: "keys", text: "0" });
  await telephone.carrier.tell(line.id, { event: "said", text: "还是不热" });
  await expect.poll(() => hasEnded(line.status)).toBe(true);
  expect(await telephone.server.deps.store.get(calls, caller.id)).toMatchObject({
    standing: "to-ring-back",
    said: ["还是不热"],
  });
});

test("who is not there is rung again in their place, and at last left to a person", async () => {
  telephone.comesOfRinging("no-answer");
  const { agent, caller, next } = await keepsPlace();
  await next();
  for (const attempt of [1, 2, 3]) {
    await becomes(caller.id, "reserved");
    await telephone.answered(agent, caller.id, "dial");
    await becomes(caller.id, attempt < 3 ? "waiting" : "ended");
    expect(await queued(caller.id)).toMatchObject({ ringBack: { attempts: attempt } });
    // Not before they had some peace, though the agent is free.
    telephone.server.deps.advance(9 * 60_000);
    await expect.poll(() => stateOf(caller.id)).toBe(attempt < 3 ? "waiting" : "ended");
    telephone.server.deps.advance(60_000);
  }
  expect(await queued(caller.id)).toMatchObject({ end: "unreached" });
  await expect.poll(() => standing(caller.id)).toBe("to-ring-back");
  telephone.comesOfRinging("answer");
});

test("a silent carrier is given up on, and nobody at a desk has missed a call", async () => {
  let say = () => {};
  telephone.comesOfRinging(new Promise((resolve) => (say = () => resolve("no-answer"))));
  const { agent, caller, next } = await keepsPlace();
  await next();
  await telephone.answered(agent, caller.id, "dial");
  await becomes(caller.id, "dialling");
  telephone.server.deps.advance(61_000);
  await becomes(caller.id, "waiting");
  const { store } = telephone.server.deps;
  const timedOut = (command: string) =>
    store.find(audit, { index: "byCommand", where: { command }, limit: 10 });
  const [over] = await timedOut("acd.time-out-dialling");
  expect(over?.subjects).toEqual([`queuedCalls/${caller.id}`]);
  expect(await timedOut("acd.ring-out")).toEqual([]);
  expect(await store.get(agents, agent.id)).toMatchObject({ state: "ready" });
  say();
  telephone.comesOfRinging("answer");
  await supervisor.post(`calls/${caller.id}/withdraw-ring-back`, { reason: "已经解决" });
});

test("the agent gives up, and whoever picks up then is told so", async () => {
  const before = rungLines();
  const { agent, caller, next } = await keepsPlace();
  let pickUp = () => {};
  telephone.comesOfRinging(new Promise((resolve) => (pickUp = () => resolve("answer"))));
  await next();
  await telephone.answered(agent, caller.id, "dial");
  await expect.poll(() => rungLines().length).toBe(before.length + 1);
  await expect.poll(async () => (await queued(caller.id))?.ringBack?.lineId).toBeDefined();
  // Meanwhile the agent has a call in hand.
  expect((await agent.post("sign-off")).body).toMatchObject({ code: "call-in-hand" });
  expect((await agent.post("hang-up", { callId: caller.id })).status).toBe(200);
  const line = rungLines().at(-1)!;
  await expect.poll(() => line.status).toBe("canceled");
  pickUp();
  expect(await stateOf(caller.id)).toBe("waiting");
  telephone.comesOfRinging("answer");
  const withdrawn = await supervisor.post(`calls/${caller.id}/withdraw-ring-back`, {
    reason: "已经解决",
  });
  expect(withdrawn.status).toBe(200);
  expect(await queued(caller.id)).toMatchObject({ end: "withdrawn" });
  await expect.poll(() => standing(caller.id)).toBe("over");
  const again = await supervisor.post(`calls/${caller.id}/withdraw-ring-back`, { reason: "x" });
  expect(again.body).toMatchObject({ code: "call-over" });
});

test("who calls again has the place, and nobody rings them", async () => {
  const before = rungLines();
  const { agent, caller, next } = await keepsPlace();
  const kept = (await queued(caller.id))!;
  telephone.server.deps.advance(60_000);
  const again = await telephone.callerWaits();
  expect(await queued(again.id)).toMatchObject({ state: "waiting", enteredAt: kept.enteredAt });
  expect(await queued(caller.id)).toMatchObject({ state: "ended", end: "returned" });
  await expect.poll(() => standing(caller.id)).toBe("over");
  await next(again.id);
  await telephone.answered(agent, again.id);
  await telephone.talks(again);
  await telephone.carrier.tell(again.id, { event: "hang-up" });
  expect(rungLines()).toEqual(before);
});
