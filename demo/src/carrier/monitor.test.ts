import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Line } from "./line.ts";
import { heardBy, openTelephone, type AtDesk, type Telephone } from "./talk-fixture.ts";

let on: Telephone;
let boss: AtDesk;
beforeAll(async () => {
  on = await openTelephone();
  boss = await on.supervisor();
});
afterEach(() => on.afterwards());
afterAll(() => on.server.close());

const memberOf = (call: Line, label: string) =>
  [...(on.carrier.rooms.get(call.id)?.members.values() ?? [])].find((one) => one.label === label);

/** In a talk that goes on, and once the carrier has settled it. */
async function goes(caller: Line, verb: "listen" | "whisper" | "barge") {
  const answer = await boss.post(`calls/${caller.id}/${verb}`);
  expect(answer).toMatchObject({ status: 200, body: { monitor: { mode: verb } } });
}
async function stands(caller: Line, manner: object) {
  await expect.poll(() => memberOf(caller, boss.id)).toMatchObject(manner);
}

test("a supervisor listens, whispers and barges in, and leaves", async () => {
  const { caller, desk } = await on.inTalk();
  await goes(caller, "listen");
  const ear = await boss.connect(caller.id);
  await on.say(caller, "家里不热");
  await on.say(ear, "谁也听不到");
  expect(heardBy(ear)).toEqual(["caller: 家里不热", "agent: 谁也听不到"]);

  await goes(caller, "whisper");
  await stands(caller, { muted: false, coaches: desk.id });
  await on.say(ear, "先问门牌");
  expect(heardBy(desk).at(-1)).toBe("agent: 先问门牌");
  expect(desk.heard.at(-1)).toMatchObject({ who: boss.id });

  await goes(caller, "barge");
  await stands(caller, { muted: false, coaches: null });
  await on.say(ear, "我是班长");
  const words = ["caller: 家里不热", "agent: 我是班长"];
  expect(heardBy(caller).slice(-2)).toEqual(words);
  // Whose desk it was is not for the caller's telephone.
  expect(caller.heard.at(-1)).not.toHaveProperty("who");

  await goes(caller, "listen");
  await stands(caller, { muted: true, coaches: null });
  await boss.post(`calls/${caller.id}/leave-talk`);
  await expect.poll(() => ear.status).toBe("completed");
  // Whoever has left does not come in again.
  expect((await boss.connect(caller.id)).status).toBe("completed");
  await on.say(desk, "马上登记");
  expect(heardBy(caller).at(-1)).toBe("agent: 马上登记");
  await on.carrier.tell(caller.id, { event: "hang-up" });
});

test("whoever whispers is heard by nobody while the agent's desk is away", async () => {
  const { agent, caller, desk } = await on.inTalk();
  await goes(caller, "whisper");
  const ear = await boss.connect(caller.id);
  await stands(caller, { coaches: desk.id });
  await on.carrier.tell(desk.id, { event: "hang-up" });
  await on.say(ear, "听得到吗");
  expect(heardBy(caller)).not.toContain("agent: 听得到吗");
  const again = await agent.connect(caller.id);
  await stands(caller, { muted: false, coaches: again.id });
  await on.say(ear, "现在呢");
  expect(heardBy(again)).toEqual(["agent: 现在呢"]);
  // The caller gone, everybody is.
  await on.carrier.tell(caller.id, { event: "hang-up" });
  await expect.poll(() => ear.status).toBe("completed");
});

test("who comes in while an earlier state of the call is being settled stays in", async () => {
  const agent = await on.agentReady();
  const caller = await on.callerWaits();
  await on.answered(agent, caller.id);
  await on.talks(caller);
  const asked: string[] = [];
  const looks = () => asked.filter((one) => one === "GET Participants").length;
  let arrive = () => {};
  const arrived = new Promise<void>((done) => (arrive = done));
  on.hinder(({ method, path }) => {
    asked.push(method === "GET" ? `GET ${path.split("/").at(-1)}` : method);
    return asked.at(-1) === "GET Participants" && looks() === 1 ? arrived : undefined;
  });
  await agent.connect(caller.id);
  await expect.poll(looks).toBe(1);
  await goes(caller, "listen");
  const ear = await boss.connect(caller.id);
  await stands(caller, { muted: true });
  // Once whoever was held up has looked once more, it has done what it had to do.
  const before = looks();
  arrive();
  await expect.poll(looks).toBeGreaterThan(before);
  on.hinder(null);
  expect(asked).not.toContain("DELETE");
  expect(ear.status).toBe("in-progress");
  await on.carrier.tell(caller.id, { event: "hang-up" });
});
