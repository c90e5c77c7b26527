import { connect } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";
import { ownServer, rawRequest } from "./testing.ts";

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  cookie = (await server.signIn(["supervisor", "administrator"])).cookie;
});
afterAll(() => server.close());

const signIn = JSON.stringify({ login: "nobody", password: "nothing" });
const json = { "content-type": "application/json" };

describe("paths", () => {
  const nowhere = [
    "/api",
    "/api/",
    "/api/nothing",
    "/api/cases/a/b/c/d",
    "/api/me/../../etc/passwd",
    "/api/..%2f..%2fetc%2fpasswd",
    "/api/files/..%2f..%2fwarmline.sqlite",
    "/api/files/%2e%2e",
    "/api/files/%00",
    "/api/cases/%",
    "/api/cases/%E0%A4%A",
    "/api/cases/%ff%fe",
    `/api/cases/${"x".repeat(5_000)}`,
    "/api/cases/__proto__",
    "/api/cases/constructor",
    "/api//cases",
    "/API/nothing",
    "/nothing",
    "/%",
    "//",
  ];
  test.each(nowhere)("%s leads nowhere, and says so", async (path) => {
    const answer = await rawRequest(server.url, path, { headers: { cookie } });
    expect([400, 404]).toContain(answer.status);
    expect(answer.json).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    expect(answer.text).not.toContain("    at ");
  });

  test.each(["a=1&a=2", "limit=1e99", "limit=-1", "limit[$gt]=1", "after=%00", "__proto__[x]=1"])(
    "the query ?%s is refused",
    async (query) => {
      const answer = await rawRequest(server.url, `/api/cases?${query}`, { headers: { cookie } });
      expect(answer).toMatchObject({ status: 400, json: { code: "bad-input" } });
    },
  );

  test("a request that is none at all costs nobody else anything", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("GET /api/me HTTP/9\r\n\u0000\r\n\r\n");
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1.1 400/);
    expect((await server.request("/api/me", { cookie })).status).toBe(200);
  });
});

describe("methods", () => {
  test("HEAD is GET without its body", async () => {
    const answer = await rawRequest(server.url, "/api/me", { method: "HEAD", headers: { cookie } });
    expect(answer).toMatchObject({ status: 200, text: "" });
    const refused = await rawRequest(server.url, "/api/me", { method: "HEAD" });
    expect(refused.status).toBe(401);
  });

  test("OPTIONS tells the methods, and lets no other site in", async () => {
    const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const answer = await rawRequest(server.url, "/api/cases", { method: "OPTIONS", headers });
    expect(answer).toMatchObject({ status: 204, headers: { allow: "GET, HEAD, POST" } });
    const allowing = Object.keys(answer.headers).filter((name) =>
      name.startsWith("access-control"),
    );
    expect(allowing).toEqual([]);
  });

  test.each(["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])(
    "%s is not for here",
    async (method) => {
      const answer = await rawRequest(server.url, "/api/cases", { method, headers: { cookie } });
      expect(answer).toMatchObject({ status: 405, json: { code: "method-not-allowed" } });
      expect(answer.headers["allow"]).toBe("GET, HEAD, POST");
      const nowhere = await rawRequest(server.url, "/api/nothing", { method });
      expect(nowhere).toMatchObject({ status: 404, json: { code: "not-found" } });
    },
  );
});

describe("languages", () => {
  const table: [string | undefined, "zh" | "en"][] = [
    [undefined, "zh"],
    ["", "zh"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["en-GB,en;q=0.9,zh;q=0.8", "en"],
    ["fr-FR, en;q=0.5", "en"],
    ["fr", "zh"],
    ["*", "zh"],
    [",;=q,,", "zh"],
  ];
  test.each(table)("Accept-Language %j is answered in %s", async (header, language) => {
    const headers: Record<string, string> =
      header === undefined ? {} : { "accept-language": header };
    const refused = await rawRequest(server.url, "/api/me", { headers });
    expect(refused.json.message).toBe(language === "zh" ? "请先登录" : "Sign in first");
    const bad = await rawRequest(server.url, "/api/cases?limit=0", {
      headers: { ...headers, cookie },
    });
    expect(/\p{Script=Han}/u.test(bad.json.issues[0].message)).toBe(language === "zh");
  });

  test("a complaint about endless keys is short", async () => {
    const body = JSON.stringify({ ["key".repeat(30_000)]: 1 });
    const answer = await rawRequest(server.url, "/api/sign-in", {
      method: "POST",
      headers: json,
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(2_000);
  });
});

describe("origins", () => {
  const post = (one: TestServer, headers: Record<string, string>) =>
    rawRequest(one.url, "/api/sign-in", {
      method: "POST",
      headers: { ...json, ...headers },
      body: signIn,
    });

  test("behind a proxy the public address is ours, whatever Host says", async () => {
    const own = await ownServer({ PUBLIC_URL: "https://warm.example/" });
    expect((await post(own, { origin: "https://warm.example" })).status).toBe(401);
    expect((await post(own, { origin: "http://warm.example" })).status).toBe(403);
    expect((await post(own, { origin: "https://warm.example.evil.example" })).status).toBe(403);
    const same = { origin: "http://10.0.0.5:8080", host: "10.0.0.5:8080" };
    expect((await post(own, same)).status).toBe(403);
  });

  test("the cookie is for https alone where the public address is", async () => {
    const own = await ownServer({ PUBLIC_URL: "https://warm.example/" });
    const out = await rawRequest(own.url, "/api/sign-out", { method: "POST" });
    expect(String(out.headers["set-cookie"])).toMatch(
      /^__Host-warmline=;.*Max-Age=0.*HttpOnly.*Secure.*SameSite=Strict/,
    );
    const signedIn = (await own.signIn(["agent"])).cookie;
    expect((await own.request("/api/me", { cookie: signedIn })).status).toBe(200);
    // A page of the same domain could plant one of this name, none of the other.
    const planted = signedIn.replace("__Host-", "");
    expect((await own.request("/api/me", { cookie: planted })).status).toBe(401);
    const here = await rawRequest(server.url, "/api/sign-out", { method: "POST" });
    expect(String(here.headers["set-cookie"])).not.toContain("Secure");
  });
});

describe("headers", () => {
  test("every answer of the API is guarded and kept by nobody", async () => {
    for (const path of ["/api/me", "/api/nothing", "/api/demo"]) {
      const { headers } = await rawRequest(server.url, path, { headers: { cookie } });
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "content-security-policy": expect.stringContaining("default-src 'none'"),
        "referrer-policy": "no-referrer",
      });
      expect(headers).not.toHaveProperty("x-powered-by");
      expect(headers).not.toHaveProperty("etag");
    }
  });
});
