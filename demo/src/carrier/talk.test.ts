import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { heardBy, openTelephone, type Telephone } from "./talk-fixture.ts";

let on: Telephone;
beforeAll(async () => {
  on = await openTelephone();
});
afterEach(() => on.afterwards());
afterAll(() => on.server.close());

const membersOf = (callId: string) =>
  [...(on.carrier.rooms.get(callId)?.members.values() ?? [])].map(({ label }) => label);

describe("a caller and an agent", () => {
  test("hear each other, until the agent hangs up", async () => {
    const { agent, caller, desk } = await on.inTalk();
    expect(heardBy(caller).at(-1)).toMatch(/^hotline: 已为您接通座席/);
    await on.say(caller, "我家不热");
    await on.say(desk, "马上登记");
    expect(heardBy(desk)).toEqual(["caller: 我家不热", "agent: 马上登记"]);
    expect(heardBy(caller).slice(-2)).toEqual(["caller: 我家不热", "agent: 马上登记"]);

    await agent.post("hang-up", { callId: caller.id });
    await expect.poll(() => caller.gather).not.toBeNull();
    expect(heardBy(caller).slice(-4).join()).toMatch(/请对本次服务评价.*不满意请按3/);
    expect(desk.status).toBe("completed");
    await on.carrier.tell(caller.id, { event: "keys", text: "1" });
    expect(heardBy(caller).slice(-2)[0]).toContain("感谢您的评价");
    expect(caller.status).toBe("completed");
    const callOf = async () => (await on.server.deps.store.get(calls, caller.id)) as Call;
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
    const { agent, caller } = await on.inTalk();
    await agent.post("hang-up", { callId: caller.id });
    await expect.poll(() => caller.gather).not.toBeNull();
    await on.carrier.tell(caller.id, { event: "keys", text: "0" });
    await on.carrier.tell(caller.id, { event: "hang-up" });
    const { store } = on.server.deps;
    const standing = () => store.get(calls, caller.id).then((call) => call?.standing);
    await expect.poll(standing).toBe("to-ring-back");
  });

  test("are apart while the caller is held", async () => {
    const { agent, caller, desk } = await on.inTalk();
    const members = () => [...on.carrier.rooms.get(caller.id)!.members.values()];
    const held = () => members().map((one) => one.held);
    await agent.post("hold", { callId: caller.id });
    await expect.poll(held).toEqual([true, false]);
    await on.say(desk, "旁边说一句");
    expect(heardBy(caller)).not.toContain("agent: 旁边说一句");
    await agent.post("resume", { callId: caller.id });
    await expect.poll(held).toEqual([false, false]);
    await on.say(desk, "久等了");
    expect(heardBy(caller)).toContain("agent: 久等了");
    await on.carrier.tell(caller.id, { event: "hang-up" });
    await expect.poll(() => desk.status).toBe("completed");
  });

  test("resumed while the hold is still on its way, the caller is talked with", async () => {
    const { agent, caller } = await on.inTalk();
    const asked: string[] = [];
    let arrive = () => {};
    const arrived = new Promise<void>((done) => (arrive = done));
    on.hinder(({ method, path, fields }) => {
      const hold = fields.get("Hold");
      asked.push(hold === null ? `${method} ${path.split("/").at(-1)}` : `hold ${hold}`);
      return hold === "true" ? arrived : undefined;
    });
    await agent.post("hold", { callId: caller.id });
    await expect.poll(() => asked).toContain("hold true");
    const looks = () => asked.filter((one) => one === "GET Participants").length;
    const before = looks();
    await agent.post("resume", { callId: caller.id });
    // Whoever settles that finds nobody held, and has nothing to do.
    await expect.poll(looks).toBeGreaterThan(before);
    expect(asked).not.toContain("hold false");
    arrive();
    await expect.poll(() => asked).toContain("hold false");
    on.hinder(null);
    const { members } = on.carrier.rooms.get(caller.id)!;
    await expect.poll(() => members.get(caller.id)?.held).toBe(false);
    await on.carrier.tell(caller.id, { event: "hang-up" });
  });

  test("held before anybody was in the talk, the caller is held once they come", async () => {
    const agent = await on.agentReady();
    const caller = await on.callerWaits();
    await on.answered(agent, caller.id);
    await agent.post("hold", { callId: caller.id });
    const isHeld = () => on.carrier.rooms.get(caller.id)?.members.get(caller.id)?.held;
    await expect.poll(isHeld).toBe(true);
    await on.carrier.tell(caller.id, { event: "hang-up" });
  });

  test("are joined again when the desk was away", async () => {
    const { agent, caller, desk } = await on.inTalk();
    await on.carrier.tell(desk.id, { event: "hang-up" });
    expect(membersOf(caller.id)).toEqual(["caller"]);
    const again = await agent.connect(caller.id);
    await on.say(again, "听得到吗");
    expect(heardBy(caller)).toContain("agent: 听得到吗");
    await on.carrier.tell(caller.id, { event: "hang-up" });
  });

  test("handed on, the caller waits, and hears whoever answers next", async () => {
    const { agent: first, caller, desk } = await on.inTalk();
    const second = await on.agentReady();
    await first.post("transfer", { callId: caller.id, agentId: second.id });
    await expect.poll(() => desk.status).toBe("completed");
    await on.answered(second, caller.id);
    await on.talks(caller);
    const next = await second.connect(caller.id);
    await on.say(next, "我来处理");
    expect(heardBy(caller)).toContain("agent: 我来处理");
    const connected = heardBy(caller).filter((text) => text.includes("已为您接通座席"));
    expect(connected).toHaveLength(2);
    await on.carrier.tell(caller.id, { event: "hang-up" });
    expect(await on.server.deps.store.get(queuedCalls, caller.id)).toMatchObject({
      end: "answered",
    });
  });
});

describe("a desk", () => {
  test("does not come into a call that is another's, or over", async () => {
    const { agent, caller } = await on.inTalk();
    const other = await on.agentReady();
    expect((await other.connect(caller.id)).status).toBe("completed");
    expect(membersOf(caller.id)).toHaveLength(2);
    await on.carrier.tell(caller.id, { event: "hang-up" });
    await expect.poll(() => membersOf(caller.id)).toEqual([]);
    expect((await agent.connect(caller.id)).status).toBe("completed");
  });

  test("that is muted is not heard", async () => {
    const { caller, desk } = await on.inTalk();
    on.carrier.mute(desk, true);
    await on.say(desk, "自言自语");
    on.carrier.mute(desk, false);
    await on.say(desk, "您好");
    expect(heardBy(caller).filter((text) => text.startsWith("agent"))).toEqual(["agent: 您好"]);
    await on.carrier.tell(caller.id, { event: "hang-up" });
  });
});
