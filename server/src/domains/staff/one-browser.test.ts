import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { COOKIES } from "../../platform/http/cookies.ts";
import { LiveClient } from "../../platform/realtime/testing.ts";
import { startTestServer, type TestRequest, type TestServer } from "../../testing.ts";

// On one machine a demo is shown in tabs of one browser: console, kiosk and television.

let server: TestServer;
let administrator: string;
beforeAll(async () => {
  server = await startTestServer();
  administrator = (await server.signIn(["administrator"])).cookie;
  await server.deps.store.commit(
    ["h1", "h2"].map((id) =>
      insert(orgNodes, { id, kind: "hall", name: id, parentId: "c", path: ["c", id] }),
    ),
  );
});
afterAll(() => server.close());

/** Keeps what it is told to and sends all of it every time, as browsers do. */
function openBrowser() {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    jar,
    cookie,
    async request(path: string, options?: TestRequest) {
      const answer = await server.request(path, { cookie: cookie(), ...options });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === "") jar.delete(name);
        else jar.set(name, value);
      }
      return answer;
    },
  };
}

let browser: ReturnType<typeof openBrowser>;
let kiosk: { id: string; rev: number };

/** Somebody of finance, who may see no board, at a kiosk of h1 with a television of h2. */
beforeEach(async () => {
  browser = openBrowser();
  const { login, password } = await server.signIn(["finance"]);
  await browser.request("/api/sign-in", { body: { login, password } });
  kiosk = await pair("kiosk", "h1");
  await pair("tv", "h2");
});

const screens: LiveClient[] = [];
afterEach(() => {
  for (const screen of screens.splice(0)) screen.close();
});

async function pair(kind: "kiosk" | "tv", hallId: string): Promise<{ id: string; rev: number }> {
  const { body } = await browser.request("/api/devices/pair", { body: { kind } });
  const device = { code: body.code, name: kind, hallId };
  const path = "/api/devices/approve";
  return (await server.request(path, { cookie: administrator, body: device })).body;
}

async function revokeKiosk(): Promise<void> {
  const { id, rev } = kiosk;
  const body = { rev, reason: "报废" };
  const path = `/api/devices/${id}/revoke`;
  expect((await server.request(path, { cookie: administrator, body })).status).toBe(200);
}

/** What each of the three tabs is told that it is. */
async function tabs() {
  const [console, atKiosk, tv] = [
    await browser.request("/api/me"),
    await browser.request("/api/devices/me?kind=kiosk"),
    await browser.request("/api/devices/me?kind=tv"),
  ];
  return [
    console.status,
    `${atKiosk.body.state} ${atKiosk.body.hallId}`,
    `${tv.body.state} ${tv.body.hallId}`,
  ];
}

async function kioskHome(): Promise<number> {
  return (await browser.request("/api/kiosk/home")).status;
}

test("holds a session, a kiosk and a television side by side", async () => {
  expect([...browser.jar.keys()].toSorted()).toEqual(Object.values(COOKIES).toSorted());
  expect(await tabs()).toEqual([200, "paired h1", "paired h2"]);
  expect(await kioskHome()).toBe(200);
});

test("a revoked kiosk leaves the television and the console in", async () => {
  const screen = await LiveClient.connected(server.url, browser.cookie());
  screens.push(screen);
  const [ofKiosk, ofTv] = [
    await screen.joined("board", { hallId: "h1" }),
    await screen.joined("board", { hallId: "h2" }),
  ];
  await revokeKiosk();
  await screen.until(() => screen.left.length > 0);
  expect(screen.left.map(({ room }) => room)).toEqual([ofKiosk]);
  expect([screen.socket.connected, screen.rooms.has(ofTv)]).toEqual([true, true]);
  expect(await tabs()).toEqual([200, "revoked undefined", "paired h2"]);
  expect(await kioskHome()).toBe(403);
});

test("pairing the kiosk again renews the kiosk's cookie only", async () => {
  const before = new Map(browser.jar);
  await revokeKiosk();
  await pair("kiosk", "h2");
  const renewed = [...before.keys()].filter((name) => browser.jar.get(name) !== before.get(name));
  expect(renewed).toEqual([COOKIES.kiosk]);
  expect(await tabs()).toEqual([200, "paired h2", "paired h2"]);
});

test("who signs out takes no device along", async () => {
  await browser.request("/api/sign-out", { body: {} });
  expect(await tabs()).toEqual([403, "paired h1", "paired h2"]);
  expect(await kioskHome()).toBe(200);
});

test("a token in the cookie of the other kind is nobody's", async () => {
  const { kiosk: ours, tv } = COOKIES;
  const swapped = `${ours}=${browser.jar.get(tv)}; ${tv}=${browser.jar.get(ours)}`;
  const as = async (path: string) => server.request(path, { cookie: swapped });
  expect((await as("/api/devices/me?kind=kiosk")).body).toEqual({ state: "unknown" });
  expect((await as("/api/devices/me?kind=tv")).body).toEqual({ state: "unknown" });
  expect((await as("/api/kiosk/home")).body.code).toBe("not-signed-in");
});
