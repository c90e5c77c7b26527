import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import type { Line } from "./line.ts";
import { heardBy, openTelephone, type Telephone } from "./talk-fixture.ts";

let on: Telephone;
beforeAll(async () => {
  on = await openTelephone();
});
afterEach(() => on.afterwards());
afterAll(() => on.server.close());

const callOf = (caller: Line) => on.server.deps.store.get(queuedCalls, caller.id);
const stateOf = async ({ id }: { readonly id: string }) =>
  (await on.server.deps.store.get(agents, id))?.state;
const members = (caller: Line) => [...(on.carrier.rooms.get(caller.id)?.members.values() ?? [])];
const heldOf = (caller: Line) => members(caller).find(({ label }) => label === "caller")?.held;
async function holds(caller: Line, held: boolean): Promise<void> {
  await expect.poll(() => heldOf(caller)).toBe(held);
}

/** An agent in a talk who asks a colleague. */
async function asks() {
  const { agent, caller, desk } = await on.inTalk();
  const colleague = await on.agentReady();
  const body = { callId: caller.id };
  const asked = await agent.post("consult", { ...body, agentId: colleague.id });
  expect(asked.status).toBe(200);
  return { agent, caller, desk, colleague, body };
}

test("a colleague is asked, all three talk, and the colleague has the call", async () => {
  const { agent, caller, desk, colleague, body } = await asks();
  await holds(caller, true);
  // Not before they have answered.
  expect((await colleague.connect(caller.id)).status).toBe("completed");
  expect((await agent.post("complete-transfer", body)).body).toMatchObject({
    code: "colleague-not-there",
  });
  expect((await agent.post("transfer", { ...body, skill: "fees" })).body).toMatchObject({
    code: "consulting",
  });
  await on.answered(colleague, caller.id);
  const second = await colleague.connect(caller.id);
  await on.say(second, "阀门在楼道里");
  expect(heardBy(desk).at(-1)).toBe("agent: 阀门在楼道里");
  expect(heardBy(caller)).not.toContain("agent: 阀门在楼道里");

  await agent.post("resume", body);
  await holds(caller, false);
  await on.say(second, "三个人都听得到");
  expect(heardBy(caller).at(-1)).toBe("agent: 三个人都听得到");

  await agent.post("hold", body);
  await holds(caller, true);
  expect((await agent.post("complete-transfer", body)).body).toMatchObject({ state: "wrap-up" });
  await holds(caller, false);
  await expect.poll(() => desk.status).toBe("completed");
  expect(await callOf(caller)).toMatchObject({ agentId: colleague.id, state: "connected" });
  await on.say(second, "我来处理");
  expect(heardBy(caller).at(-1)).toBe("agent: 我来处理");
  await colleague.post("hang-up", body);
  expect(await stateOf(colleague)).toBe("wrap-up");
  await on.carrier.tell(caller.id, { event: "hang-up" });
});

test("whoever is asked declines, or leaves; the caller is taken back", async () => {
  const { agent, caller, desk, colleague, body } = await asks();
  expect((await colleague.post("decline", body)).body).toMatchObject({ state: "ready" });
  await agent.post("consult", { ...body, agentId: colleague.id });
  await on.answered(colleague, caller.id);
  const second = await colleague.connect(caller.id);
  await colleague.post("hang-up", body);
  await expect.poll(() => second.status).toBe("completed");
  expect(await stateOf(colleague)).toBe("ready");
  await agent.post("consult", { ...body, agentId: colleague.id });
  await agent.post("end-consult", body);
  await holds(caller, false);
  await on.say(desk, "久等了");
  expect(heardBy(caller).at(-1)).toBe("agent: 久等了");
  const call = await callOf(caller);
  expect([call?.consult, await stateOf(colleague)]).toEqual([undefined, "ready"]);
  await on.carrier.tell(caller.id, { event: "hang-up" });
});

test("the caller gone, whoever was asked is free again", async () => {
  const { agent, caller, colleague } = await asks();
  await on.answered(colleague, caller.id);
  const second = await colleague.connect(caller.id);
  await on.carrier.tell(caller.id, { event: "hang-up" });
  await expect.poll(() => stateOf(colleague)).toBe("ready");
  expect(await stateOf(agent)).toBe("wrap-up");
  await expect.poll(() => second.status).toBe("completed");
});

test("the agent who hangs up hands the held caller on", async () => {
  const { agent, caller, colleague, body } = await asks();
  await on.answered(colleague, caller.id);
  await agent.post("hang-up", body);
  expect(await callOf(caller)).toMatchObject({ agentId: colleague.id, state: "connected" });
  expect(await stateOf(agent)).toBe("wrap-up");
  await on.carrier.tell(caller.id, { event: "hang-up" });
});
