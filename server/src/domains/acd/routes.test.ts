import { afterAll, beforeAll, expect, test } from "vitest";
import { acdView, type AcdRow } from "@warmline/shared/acd/live.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { endCall, enqueue } from "./fixture.ts";
import { acdViews } from "./views.ts";

// The dispatcher follows the log, as it does on every node.

let server: TestServer;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer();
  for (const name of ["one", "two"]) cookies[name] = (await server.signIn(["agent"])).cookie;
  cookies["supervisor"] = (await server.signIn(["supervisor"])).cookie;
  cookies["auditor"] = (await server.signIn(["auditor"])).cookie;
});
afterAll(() => server.close());

const channel: Caller = {
  actor: { kind: "channel", id: "twilio", name: "twilio" },
  origin: "twilio",
  language: "zh",
};

const ABOUT = { disposition: { about: "fee-question" } };

async function post(who: string, path: string, body: object = {}) {
  const cookie = cookies[who]!;
  const answer = await server.request(`/api/acd/${path}`, { cookie, body });
  return { status: answer.status, body: answer.body as Record<string, unknown> };
}
const ring = (callId: string, skill: "fees" | "repairs" = "fees") =>
  runCommand(server.deps, channel, enqueue, { callId, skill, phone: null });

async function board(): Promise<AcdRow[]> {
  const [view] = acdViews(server.deps);
  return (await view!.snapshot("monitors")) as AcdRow[];
}

/** The agent's own row, once it is in this state. */
async function until(who: string, state: string) {
  return expect
    .poll(
      async () => {
        const me = (await server.request("/api/me", { cookie: cookies[who]! })).body as {
          id: string;
        };
        const row = (await board()).find(({ id }) => id === `agent/${me.id}`);
        return row?.kind === "agent" ? row.agent.state : "offline";
      },
      { timeout: 5_000 },
    )
    .toBe(state);
}

test("a call rings at who is ready, is answered, held, transferred and wrapped up", async () => {
  expect(await post("one", "ready")).toMatchObject({ status: 200, body: { state: "ready" } });
  await ring("CA1");
  const skills = { fees: 3 };
  const [me] = (await board()).flatMap((row) => (row.kind === "agent" ? row.agent : []));
  expect(await post("supervisor", `agents/${me!.id}/skills`, { skills })).toMatchObject({
    body: { skills },
  });
  await until("one", "reserved");
  const body = { callId: "CA1" };
  expect((await post("two", "answer", body)).body["code"]).toBe("call-elsewhere");
  expect(await post("one", "answer", body)).toMatchObject({ body: { state: "talking" } });
  expect((await post("one", "sign-off")).body["code"]).toBe("call-in-hand");
  expect(await post("one", "hold", body)).toMatchObject({ status: 200 });
  expect(await post("one", "resume", body)).toMatchObject({ status: 200 });
  expect(await post("one", "transfer", { ...body, skill: "repairs" })).toMatchObject({
    body: { state: "wrap-up" },
  });
  await runCommand(server.deps, channel, endCall, body);
  expect((await post("one", "finish-wrap-up", body)).body["code"]).toBe("disposition-missing");
  expect(await post("one", "finish-wrap-up", { ...body, ...ABOUT })).toMatchObject({
    body: { state: "ready" },
  });
  const corrected = { about: "payment", note: "已缴清" };
  expect((await post("two", "dispose", { ...body, disposition: corrected })).body["code"]).toBe(
    "call-not-theirs",
  );
  expect((await post("one", "dispose", { ...body, disposition: corrected })).status).toBe(200);
  const read = await server.request("/api/acd/calls/CA1", { cookie: cookies["supervisor"]! });
  expect(read.body).toMatchObject({ state: "ended", dispositions: [corrected] });
  const cookie = cookies["supervisor"]!;
  const unknown = await server.request("/api/acd/calls/CA0", { cookie });
  expect(unknown.body).toMatchObject({ code: "call-unknown" });
  expect((await post("one", "hold", body)).body["code"]).toBe("call-over");
  expect(await post("one", "sign-off")).toMatchObject({ body: { state: "offline" } });
});

test("who never signed on signs off: they are off", async () => {
  expect(await post("two", "sign-off")).toMatchObject({ status: 200, body: { state: "offline" } });
});

test("a supervisor steers with a reason, agents and others do not", async () => {
  await post("two", "ready");
  const [agent] = (await board()).flatMap((row) => (row.kind === "agent" ? row.agent : []));
  const forced = { state: "paused", reason: "去开会" };
  expect((await post("one", `agents/${agent!.id}/state`, forced)).status).toBe(403);
  expect((await post("auditor", "ready")).status).toBe(403);
  expect(await post("supervisor", `agents/${agent!.id}/state`, forced)).toMatchObject({
    body: { state: "paused", pauseReason: "break" },
  });
  expect((await post("supervisor", "agents/nobody/state", forced)).body["code"]).toBe(
    "agent-unknown",
  );
  await post("two", "sign-off");
});

test("a supervisor releases whoever left without wrapping up", async () => {
  await post("one", "ready");
  await ring("CA3");
  await until("one", "reserved");
  await post("one", "answer", { callId: "CA3" });
  await post("one", "hang-up", { callId: "CA3" });
  const agent = (await board()).flatMap((row) => (row.kind === "agent" ? row.agent : []))[0]!;
  const forced = { state: "offline", reason: "已下班" };
  expect(await post("supervisor", `agents/${agent.id}/state`, forced)).toMatchObject({
    body: { state: "offline" },
  });
});

test("the view holds who is signed on and what is not over, and names no caller", async () => {
  await post("one", "ready");
  await ring("CA2", "repairs");
  const rows = await board();
  expect(rows.map(({ id }) => id)).toContain("call/CA2");
  expect(JSON.stringify(rows)).not.toMatch(/phone|passed|"by"/);
  await runCommand(server.deps, channel, endCall, { callId: "CA2" });
  expect((await board()).map(({ id }) => id)).not.toContain("call/CA2");
  const [view] = acdViews(server.deps);
  const cashier = { kind: "tv", id: "t", name: "t", hallId: "h" } as const;
  expect(await view!.join(cashier, {})).toMatchObject({ code: "forbidden" });
  expect(acdView.name).toBe("acd");
});

test("a supervisor is in one talk, takes no calls, and agents do not see who listens", async () => {
  await post("one", "ready");
  await ring("CA5");
  await until("one", "reserved");
  expect((await post("supervisor", "calls/CA5/listen")).body["code"]).toBe("not-talked-in");
  await post("one", "answer", { callId: "CA5" });
  expect((await post("one", "calls/CA5/listen")).status).toBe(403);
  await post("supervisor", "ready");
  expect((await post("supervisor", "calls/CA5/listen")).body["code"]).toBe("takes-calls");
  await post("supervisor", "pause", { reason: "meeting" });
  const heard = await post("supervisor", "calls/CA5/listen");
  expect(heard.body).toMatchObject({ monitor: { mode: "listen" } });
  expect((await post("supervisor", "ready")).body["code"]).toBe("monitoring");
  cookies["other"] = (await server.signIn(["supervisor"])).cookie;
  expect((await post("other", "calls/CA5/barge")).body["code"]).toBe("call-monitored");

  const [view] = acdViews(server.deps);
  const shown = async (room: string) => {
    const rows = (await view!.snapshot(room)) as AcdRow[];
    return rows.flatMap((row) => (row.kind === "call" ? (row.call.monitor?.mode ?? "none") : []));
  };
  expect([await shown("agents"), await shown("monitors")]).toEqual([["none"], ["listen"]]);
  await post("supervisor", "calls/CA5/whisper");
  expect(await shown("agents")).toEqual(["whisper"]);
  const read = await server.request("/api/acd/calls/CA5", { cookie: cookies["one"]! });
  expect(JSON.stringify(read.body)).not.toContain("monitor");

  expect((await post("supervisor", "calls/CA5/leave-talk")).status).toBe(200);
  expect((await post("supervisor", "calls/CA5/leave-talk")).body).not.toHaveProperty("monitor");
  expect((await post("supervisor", "ready")).status).toBe(200);
  await post("supervisor", "sign-off");
  await runCommand(server.deps, channel, endCall, { callId: "CA5" });
  await post("one", "finish-wrap-up", { callId: "CA5", ...ABOUT });
  await post("one", "sign-off");
});
