import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import type { Carrier } from "./carrier.ts";
import { startCarrier } from "./of-process.ts";

const ANNOUNCEMENT = "今日停电，暂停人工服务。";
const ENGLISH = "Power is out today; no agents are at work.";

let server: TestServer;
let carrier: Carrier;
let supervisor: string;
let agent: string;
beforeAll(async () => {
  const PUBLIC_URL = "https://warm.example/city/";
  server = await startTestServer({ DEMO: "true", PUBLIC_URL, AREA_CODE: "0352" });
  carrier = (await startCarrier(server.deps, server.url))!;
  supervisor = (await server.signIn(["supervisor"])).cookie;
  agent = (await server.signIn(["agent"])).cookie;
  await server.request("/api/acd/ready", { cookie: agent, body: {} });
});
afterAll(() => server.close());

const queues = (verb: "close" | "reopen", body: object) =>
  server.request(`/api/acd/queues/${verb}`, {
    cookie: supervisor,
    body: { skills: ["fees", "repairs"], ...body },
  });
const close = (more: object = {}) =>
  queues("close", { reason: "停电", announcement: ANNOUNCEMENT, ...more });

/** A caller who asks for a person, as far as they are answered. */
async function asks(from = "+8613800000011", keys = ["0"]) {
  const { id } = await carrier.dial(from);
  for (const text of keys) await carrier.tell(id, { event: "keys", text });
  const line = carrier.line(id)!;
  return { id, line, said: () => line.heard.map(({ text }) => text) };
}

const stateOf = async (id: string) => (await server.deps.store.get(queuedCalls, id))?.state;

test("who asks for a person hears the text, is rung back, and does not wait", async () => {
  await close();
  const { id, line, said } = await asks();
  expect(said().slice(-3)).toEqual([
    ANNOUNCEMENT,
    expect.stringMatching(/^我们会按来电先后给您回电/),
    expect.stringMatching(/^We will ring you back/),
  ]);
  expect(await stateOf(id)).toBeUndefined();
  await carrier.tell(id, { event: "said", text: "卧室不热" });
  expect(line.status).toBe("completed");
  expect(await server.deps.store.get(calls, id)).toMatchObject({
    standing: "to-ring-back",
    said: ["卧室不热"],
  });
  await queues("reopen", {});
  const next = await asks();
  expect(next.said()).not.toContain(ANNOUNCEMENT);
  expect(await stateOf(next.id)).toBeDefined();
  await carrier.tell(next.id, { event: "hang-up" });
});

test.each([[ENGLISH], [undefined]])(
  "in English they hear %s, else the Chinese",
  async (english) => {
    await close({ announcementEn: english });
    const { said } = await asks(undefined, ["9", "0"]);
    expect(said().at(-3)).toBe(english ?? ANNOUNCEMENT);
    await queues("reopen", {});
  },
);

test("whose number is withheld is asked for one", async () => {
  await close();
  const { said } = await asks("anonymous");
  expect(said().at(-2)).toContain("没有显示号码");
  await queues("reopen", {});
});

test("who waited already keeps their place and is answered", async () => {
  const { id, said } = await asks();
  await close();
  const reserved = () => stateOf(id);
  await expect.poll(reserved).toBe("reserved");
  const body = { callId: id };
  expect((await server.request("/api/acd/answer", { cookie: agent, body })).status).toBe(200);
  await expect.poll(() => said().at(-1)).toMatch(/^已为您接通座席/);
  await carrier.tell(id, { event: "hang-up" });
  const disposition = { about: "other" };
  await server.request("/api/acd/finish-wrap-up", {
    cookie: agent,
    body: { ...body, disposition },
  });
  await queues("reopen", {});
});

test("a closing with an end ends by itself", async () => {
  await close({ reopensAt: server.deps.clock.now() + 60_000 });
  const before = await asks();
  expect(before.said()).toContain(ANNOUNCEMENT);
  server.deps.advance(60_000);
  const after = await asks();
  expect(after.said()).not.toContain(ANNOUNCEMENT);
  await carrier.tell(after.id, { event: "hang-up" });
});
