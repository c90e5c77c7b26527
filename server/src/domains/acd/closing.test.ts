import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import type { AcdRow } from "@warmline/shared/acd/live.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { acdViews } from "./views.ts";

let server: TestServer;
let supervisor: string;
let agent: string;
beforeAll(async () => {
  server = await startTestServer();
  supervisor = (await server.signIn(["supervisor"])).cookie;
  agent = (await server.signIn(["agent"])).cookie;
});
afterAll(() => server.close());

const WISH = { reason: "停电", announcement: "今日停电，暂停人工服务。" };

async function post(cookie: string, verb: "close" | "reopen", body: object) {
  const answer = await server.request(`/api/acd/queues/${verb}`, { cookie, body });
  return { status: answer.status, ...(answer.body as { code?: string }) };
}

async function shown(): Promise<string[]> {
  const rows = (await acdViews(server.deps)[0]!.snapshot("agents")) as AcdRow[];
  return rows.flatMap((row) => (row.kind === "closed-queue" ? row.queue.skill : []));
}

test("a supervisor closes queues, sees it and opens them again; agents do not", async () => {
  const both = { ...WISH, skills: ["fees", "repairs"] };
  expect((await post(agent, "close", both)).status).toBe(403);
  expect(await shown()).toEqual([]);
  expect(await post(supervisor, "close", both)).toMatchObject({ status: 200, skills: both.skills });
  expect((await shown()).toSorted()).toEqual(["fees", "repairs"]);
  expect((await post(supervisor, "reopen", { skills: ["fees"] })).status).toBe(200);
  expect(await shown()).toEqual(["repairs"]);
  // One of them is open: nothing is done.
  expect((await post(supervisor, "reopen", both)).code).toBe("bad-input");
  const skills = both.skills;
  expect((await post(supervisor, "reopen", { skills })).code).toBe("queue-not-closed");
  expect(await shown()).toEqual(["repairs"]);
  expect((await post(supervisor, "reopen", { skills: ["repairs"] })).status).toBe(200);
  expect(await shown()).toEqual([]);
});

test("the reason stands in the trail", async () => {
  await post(supervisor, "close", { ...WISH, skills: ["fees"] });
  const where = { command: "acd.close-queues" };
  const found = await server.deps.store.find(audit, { index: "byCommand", where });
  expect(found.at(-1)).toMatchObject({ reason: WISH.reason, subjects: ["queueClosings/fees"] });
  await post(supervisor, "reopen", { skills: ["fees"] });
});

test.each<[object, string]>([
  [{ announcement: "" }, "bad-input"],
  [{ announcement: "长".repeat(201) }, "bad-input"],
  [{ announcementEn: "x".repeat(201) }, "bad-input"],
  [{ reason: "" }, "bad-input"],
  [{ skills: [] }, "bad-input"],
  [{ skills: ["moving"] }, "bad-input"],
  [{ reopensAt: 1_000 }, "end-not-ahead"],
])("with %o it is refused", async (over, code) => {
  const answer = await post(supervisor, "close", { ...WISH, skills: ["fees"], ...over });
  expect(answer.code).toBe(code);
  expect(await shown()).toEqual([]);
});
