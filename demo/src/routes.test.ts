import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { DEMO_PASSWORD } from "./people.ts";
import { seedDemoCity } from "./seed.ts";

const OPTIONS = { households: 60, seasons: 2, seed: 3 };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ DEMO: "true" });
  await seedDemoCity(server.deps, OPTIONS);
});
afterAll(() => server.close());

describe("the demo's entrances", () => {
  it("say that it is a demo and offer log-ins that work", async () => {
    const { body } = await server.request("/api/demo");
    expect(body).toMatchObject({ demo: true, simulator: true });
    const roles = new Set(body.logins.map((each: { role: string }) => each.role));
    expect(roles.size).toBe(9);
    for (const { login, password } of body.logins.slice(0, 3)) {
      const answer = await server.request("/api/sign-in", { body: { login, password } });
      expect([login, answer.status]).toEqual([login, 200]);
    }
  });

  it.each([
    ["kiosk", "hall-xicheng", "/kiosk/"],
    ["kiosk", "xicheng", "/kiosk/"],
    ["tv", "huadu", "/tv/hall-huadu"],
  ])("make the browser a %s of %s", async (kind, hall, page) => {
    const answer = await server.request(`/demo/${kind}/${hall}`);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, page]);
    const set = answer.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/HttpOnly/i);
    const self = await server.request(`/api/devices/me?kind=${kind}`, {
      cookie: set.split(";")[0] ?? "",
    });
    expect(self.body).toMatchObject({ state: "paired", kind });
  });

  it("refuse a hall that is not there", async () => {
    const answer = await server.request("/demo/tv/nowhere");
    expect([answer.status, answer.body.code]).toEqual([404, "demo-hall-unknown"]);
  });

  it("let a supervisor switch the simulator, and nobody without the right", async () => {
    const { cookie } = await server.signIn(["supervisor"]);
    const agent = await server.signIn(["agent"]);
    const path = "/api/demo/simulator";
    expect((await server.request(path, { body: { on: false } })).status).toBe(401);
    const refused = await server.request(path, { body: { on: false }, cookie: agent.cookie });
    expect(refused.status).toBe(403);
    const off = await server.request(path, { body: { on: false }, cookie });
    expect(off.body).toEqual({ demo: true, simulator: false });
    expect((await server.request("/api/demo")).body.simulator).toBe(false);
    const on = await server.request(path, { body: { on: true }, cookie });
    expect(on.body).toEqual({ demo: true, simulator: true });
  });

  it("have a telephone that calls the hotline, and nothing tells its token", async () => {
    const { body } = await server.request("/api/demo/phone");
    expect(body.callers.length).toBeGreaterThan(5);
    const { caller } = body.callers[0];
    const call = await server.request("/api/demo/phone/calls", { body: { caller }, key: null });
    expect([call.status, call.body.over, call.body.listens.endKey]).toEqual([200, false, "#"]);
    const [token = ""] = simulatedAccount(server.deps.config)?.tokens ?? [];
    expect(JSON.stringify([body, call.body])).not.toContain(token);
    const path = `/api/demo/phone/calls/${call.body.id}`;
    const over = await server.request(path, { body: { event: "hang-up" }, key: null });
    expect(over.body).toMatchObject({ over: true, listens: null });
    const odd = { body: { caller: "nobody" }, key: null };
    const refused = await server.request("/api/demo/phone/calls", odd);
    expect([refused.status, refused.body.code]).toEqual([422, "phone-unknown"]);
  });

  it("do not give simulated staff's log-ins to people", async () => {
    const body = { login: "sim-xicheng1", password: DEMO_PASSWORD };
    expect((await server.request("/api/sign-in", { body })).status).toBe(401);
  });
});

describe("a server that is no demo", () => {
  it("has no such entrances, even over a demo city's store", async () => {
    const plain = await startTestServer();
    try {
      expect((await plain.request("/api/demo")).body).toMatchObject({ demo: false, logins: [] });
      const { cookie } = await plain.signIn(["supervisor"]);
      const switched = await plain.request("/api/demo/simulator", { body: { on: true }, cookie });
      expect([switched.status, switched.body.code]).toEqual([404, "no-demo-city"]);
      const phones = await Promise.all([
        plain.request("/api/demo/phone"),
        plain.request("/api/demo/phone/calls", { body: { caller: "" }, key: null }),
        plain.request("/api/demo/phone/calls/CA1", { body: { event: "silence" }, key: null }),
      ]);
      expect(phones.map(({ body }) => body.code)).toEqual(phones.map(() => "no-demo-phone"));
      await seedDemoCity(plain.deps, OPTIONS);
      const answer = await plain.request("/demo/kiosk/xicheng");
      expect([answer.status, answer.body.code]).toEqual([404, "no-demo-city"]);
      expect(answer.headers.get("set-cookie")).toBeNull();
    } finally {
      await plain.close();
    }
  });
});
