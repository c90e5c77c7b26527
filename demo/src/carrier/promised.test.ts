import { afterAll, beforeAll, expect, test } from "vitest";
import { heardBy, openTelephone, type Telephone } from "./talk-fixture.ts";

let telephone: Telephone;
beforeAll(async () => {
  telephone = await openTelephone();
});
afterAll(() => telephone.server.close());

const MINUTE_MS = 60_000;

test("whoever waits is told how long once there are calls to tell it by", async () => {
  const { server, carrier } = telephone;
  const agent = await telephone.agentReady();
  /** What somebody hears who waits while the agent talks for so long. */
  async function behind(minutes: number) {
    const caller = await telephone.callerWaits();
    await telephone.answered(agent, caller.id);
    const next = await telephone.callerWaits();
    server.deps.advance(minutes * MINUTE_MS);
    await carrier.tell(next.id, { event: "hang-up" });
    await carrier.tell(caller.id, { event: "hang-up" });
    const disposition = { about: "other" };
    await agent.post("finish-wrap-up", { callId: caller.id, disposition });
    return heardBy(next).find((text) => text.includes("预计等候"));
  }
  for (let count = 0; count < 5; count += 1) expect(await behind(4)).toBeUndefined();
  // One agent: the talk in hand may end at once, or take three times as long as others.
  await expect.poll(() => behind(4)).toMatch(/^hotline: 预计等候不超过15分钟/);
  await telephone.afterwards();
});
