import { once } from "node:events";
import type { Express } from "express";
import { pino } from "pino";
import { z } from "zod";
import { afterEach, expect, test } from "vitest";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { endpoint } from "@warmline/shared/api/endpoint.ts";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";
import { makeAuthenticator } from "../../domains/staff/authenticator.ts";
import { openTestDeps, startTestServer } from "../../testing.ts";
import { command } from "../commands/command.ts";
import { makeApp } from "./app.ts";
import { handle, serve, type Route } from "./serve.ts";
import { rawRequest } from "./testing.ts";

/** Small servers of a single test. */
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

const declared = (name: string, answer: z.ZodType) =>
  endpoint({
    name,
    method: "get",
    path: `/api/${name}`,
    permit: "public",
    summary: name,
    answer,
    refusals: [],
  });

/** The real application over a real store, with routes that break. */
async function breaking(routes: Route[], pages?: (app: Express) => Promise<void>) {
  const deps = await openTestDeps();
  opened.push(() => deps.close());
  const lines: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) });
  const authenticator = makeAuthenticator(deps);
  const { config } = deps;
  const app = await makeApp({
    config,
    log,
    authenticator,
    security: deps.records.security,
    reads: deps.records.reads,
    routes,
    refusals: [],
    checkAnswers: true,
    pages,
  });
  const listening = app.listen(0, "127.0.0.1");
  await once(listening, "listening");
  opened.push(() => new Promise((done) => listening.close(() => done())));
  opened.push(async () => listening.closeAllConnections());
  const address = listening.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { deps, lines, url: `http://127.0.0.1:${port}` };
}

test("a mistake of ours is recorded under a number and tells nothing else", async () => {
  const route = serve(declared("broken", z.null()), async () => {
    throw new Error("password of the database: hunter2");
  });
  const { url, lines } = await breaking([route]);
  const answer = await rawRequest(url, "/api/broken?phone=13900000000");
  expect(answer).toMatchObject({ status: 500, json: { code: "internal" } });
  const { requestId } = answer.json.detail;
  expect(answer.json.message).toContain(requestId);
  expect(answer.text).not.toContain("hunter2");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(requestId);
  expect(lines[0]).not.toContain("13900000000");
});

test("an answer that says more than it declares is a mistake of ours", async () => {
  const schema = z.object({ name: z.string() });
  const more = { name: "李娜", passwordHash: "secret" };
  const { url } = await breaking([serve(declared("chatty", schema), async () => ok(more))]);
  const answer = await rawRequest(url, "/api/chatty");
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain("secret");
});

test("a page that breaks shows no insides either", async () => {
  const { url } = await breaking([], async (app) => {
    app.use("/page", () => {
      throw new Error("hunter2");
    });
  });
  const answer = await rawRequest(url, "/page");
  expect(answer).toMatchObject({ status: 500, json: { code: "internal" } });
  expect(answer.text).not.toContain("hunter2");
});

test("a store out of reach is said as such", async () => {
  const own = await startTestServer({ LOG_LEVEL: "silent" });
  const { cookie: held } = await own.signIn(["agent"]);
  await own.deps.store.close();
  const headers = { "accept-language": "en" };
  const read = await own.request("/api/me", { cookie: held, headers });
  expect(read).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect(read.body.message).toBe(
    "The system cannot reach its data at the moment; try again shortly",
  );
  await own.close();
});

test("what was done and cannot be read afterwards is not said to have failed", async () => {
  const deps = await openTestDeps();
  opened.push(() => deps.close());
  const change = endpoint({ ...declared("change", z.null()), method: "post" });
  const nothing = command({
    name: "test.change",
    scope: "anywhere",
    load: async (): Promise<Result<null, never>> => ok(null),
    decide: () => ok({ value: null, writes: [], subjects: [] }),
  });
  const lost = async () => {
    throw new StoreUnavailable("the engine has gone");
  };
  const { url } = await breaking([handle(deps, change, nothing, { read: lost })]);
  const headers = { "idempotency-key": "key-one-two", "content-type": "application/json" };
  const answer = await rawRequest(url, "/api/change", { method: "POST", body: "{}", headers });
  expect(answer).toMatchObject({ status: 504, json: { code: "outcome-unknown" } });
});
