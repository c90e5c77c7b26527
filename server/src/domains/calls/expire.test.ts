import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { follow } from "@warmline/shared/calls/fold.ts";
import type { CallEvent } from "@warmline/shared/calls/event.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { cases, type CaseState } from "@warmline/shared/cases/model.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { bindJobs } from "../../platform/jobs/job.ts";
import type { BoundJob } from "../../platform/jobs/port.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { expireJob } from "./expire-job.ts";
import { decideTold, loadTold } from "./told.ts";

const PHONE = "+8613900001111";
const DAYS = 90;
const DAY_MS = 86_400_000;
let server: TestServer;
let agent: string;
let number = 0;

beforeAll(async () => {
  server = await startTestServer({ CALLS_KEPT_DAYS: `${DAYS}` });
});
afterAll(() => server.close());
beforeEach(async () => {
  agent = (await server.signIn(["agent"])).cookie;
});

interface Made extends Partial<Call> {
  readonly daysAgo: number;
  readonly spoke?: boolean;
}

/** One that is over, with all that is personal in it. */
function callOf({ daysAgo, spoke = true, ...more }: Made): Body<Call> {
  const at = later(server.deps.clock.now(), -daysAgo * DAY_MS);
  const id = `call-${(number += 1)}`;
  const events: readonly CallEvent[] = [
    { key: "arrived", at, kind: "arrived", ...(spoke ? { conversationId: `phone:${id}` } : {}) },
    { key: "heard 1", at, kind: "heard", number: PHONE, said: "家里很冷" },
    { key: "rec", at, kind: "recorded", recording: { id: "r", url: "https://c/r", durationS: 9 } },
    { key: "end", at, kind: "status", state: "completed", durationS: 30 },
  ];
  const households = [{ id: "h", number: "100000011", branchId: "branch-02" }];
  const parties = { direction: "inbound", from: PHONE, to: "+863520000", households } as const;
  return { id, ...parties, ...follow(events, "inbound", undefined), score: 1, ...more };
}

async function kept(...all: readonly Body<Call>[]): Promise<string[]> {
  await server.deps.store.commit(all.map((one) => insert(calls, one)));
  return all.map(({ id }) => id);
}

const stored = async (id: string) => (await server.deps.store.get(calls, id)) as Call;
const standing = async (id: string) => (await stored(id)).standing;
const expiries = () =>
  server.deps.store.find(audit, {
    index: "byCommand",
    where: { command: "calls.expire" },
    limit: 50,
  });

/** As an engine runs it. */
async function run(): Promise<void> {
  const [{ repeat: _, ...bound }] = bindJobs(server.deps, [expireJob]) as [BoundJob];
  const key = `${(number += 1)}`;
  const once = { ...bound, name: `test.expire-${key}`, attempts: 1 };
  await server.deps.jobs.work([once]);
  await server.deps.jobs.enqueue(once, { key, payload: null });
  const state = () => server.deps.jobs.read(once.name, key).then((job) => job?.state);
  await expect.poll(state, { timeout: 10_000 }).toBe("done");
}

async function fileCase(): Promise<string> {
  const body = { category: "leak", description: "漏水", contact: {} };
  return (await server.request("/api/cases", { cookie: agent, body })).body.id;
}

async function setCase(id: string, state: CaseState): Promise<void> {
  const { store } = server.deps;
  const one = (await store.get(cases, id))!;
  await store.commit([replace(cases, one, { ...one, state, open: state !== "closed" })]);
}

test("what is personal in an old call goes; how it went and what came of it stays", async () => {
  const caseId = await fileCase();
  await setCase(caseId, "closed");
  const call = callOf({ daysAgo: DAYS + 1, caseIds: [caseId] });
  const [id = ""] = await kept(call);
  const at = call.startedAt as Instant;
  const said = { agentId: "a", agentName: "王芳", at, about: "fault", note: "老人独居" } as const;
  const queued = { id, skill: "repairs", enteredAt: at, endedAt: at, end: "answered" } as const;
  const ringBack = { phone: "+8613900009999", askedAt: at, attempts: 1, lineId: "line" };
  await server.deps.store.commit([
    insert(queuedCalls, { ...queued, state: "ended", passed: [], dispositions: [said], ringBack }),
  ]);
  await run();
  const gone = await stored(id);
  expect(gone).toMatchObject({
    standing: "expired",
    state: "completed",
    startedAt: call.startedAt,
    durationS: 30,
    score: 1,
    caseIds: [caseId],
    conversationId: `phone:${id}`,
  });
  expect(JSON.stringify(gone)).not.toMatch(/1390000|352000|家里很冷|https|100000011/);
  const { note: _, ...about } = said;
  expect(await server.deps.store.get(queuedCalls, id)).toMatchObject({
    dispositions: [about],
    ringBack: { ...ringBack, phone: "" },
  });
  const [record] = await expiries();
  expect(record).toMatchObject({ actorKind: "system", actorId: "calls-expiry" });
  expect(record?.subjects).toEqual([`calls/${id}`]);
  const shown = await server.request(`/api/calls/${id}`, { cookie: agent });
  expect(shown.body).toMatchObject({ standing: "expired", from: null, said: [], recordings: 0 });
  expect((await server.deps.store.get(cases, caseId))?.state).toBe("closed");
  const { rev } = gone;
  await run();
  expect((await stored(id)).rev).toBe(rev);
});

test("a younger one stays, and one that somebody is to be rung back for", async () => {
  const [young = "", waits = "", goesOn = ""] = await kept(
    callOf({ daysAgo: DAYS - 1 }),
    callOf({ daysAgo: DAYS + 1, spoke: false }),
    callOf({ daysAgo: DAYS + 1, standing: "open" }),
  );
  await run();
  expect(await standing(young)).toBe("over");
  expect(await standing(waits)).toBe("to-ring-back");
  expect(await standing(goesOn)).toBe("open");
});

test("one beside a case stays until that is closed, whoever put them together", async () => {
  const caseId = await fileCase();
  const [came = "", linked = ""] = await kept(
    callOf({ daysAgo: DAYS + 2, caseIds: [caseId] }),
    callOf({ daysAgo: DAYS + 2 }),
  );
  const body = { caseId };
  await server.request(`/api/calls/${linked}/link-case`, {
    cookie: (await server.signIn(["supervisor"])).cookie,
    body,
  });
  await run();
  expect([await standing(came), await standing(linked)]).toEqual(["over", "over"]);
  await setCase(caseId, "closed");
  await run();
  expect([await standing(came), await standing(linked)]).toEqual(["expired", "expired"]);
});

test("one beside a case that was merged stays until the other one is closed", async () => {
  const [caseId, other] = [await fileCase(), await fileCase()];
  const [id = ""] = await kept(callOf({ daysAgo: DAYS + 2, caseIds: [caseId] }));
  await setCase(caseId, "closed");
  const { store } = server.deps;
  const one = (await store.get(cases, caseId))!;
  const mergedInto = { caseId: other, number: "2", fromState: "new" } as const;
  await store.commit([replace(cases, one, { ...one, mergedInto })]);
  await run();
  expect(await standing(id)).toBe("over");
  await setCase(other, "closed");
  await run();
  expect(await standing(id)).toBe("expired");
});

test("what a carrier tells of it afterwards brings nothing back", async () => {
  const [id = ""] = await kept(callOf({ daysAgo: DAYS + 1 }));
  await run();
  const parties = { direction: "inbound", from: PHONE, to: "+863520000" } as const;
  const event = { key: "late", kind: "heard", said: "家里很冷" } as const;
  const told = await loadTold(server.deps.store, { callId: id, parties, event });
  const decided = decideTold(told, { at: server.deps.clock.now() } as never);
  expect(decided).toMatchObject({ ok: true, value: { writes: [] } });
});

test("many go a hundred in a commit", async () => {
  const before = (await expiries()).length;
  const made = Array.from({ length: 250 }, () => callOf({ daysAgo: DAYS + 3 }));
  for (let place = 0; place < 250; place += 50) await kept(...made.slice(place, place + 50));
  await run();
  for (const { id } of made) expect(await standing(id)).toBe("expired");
  const records = await expiries();
  expect(records.length - before).toBe(3);
  expect(Math.max(...records.map(({ subjects }) => subjects.length))).toBe(100);
});
