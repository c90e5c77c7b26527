import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { devices } from "@warmline/shared/devices/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { PAIRING_MS, PAIRINGS_OPEN_MAX } from "./device-commands.ts";

let server: TestServer;
let administrator: string;
let manager: string;

beforeAll(async () => {
  server = await startTestServer();
  administrator = (await server.signIn(["administrator"])).cookie;
  await server.deps.store.commit(
    ["h1", "h2"].map((id) =>
      insert(orgNodes, { id, kind: "hall", name: `${id}大厅`, parentId: "c", path: ["c", id] }),
    ),
  );
  manager = (await server.signIn(["hall-manager"], { kind: "hall", hallId: "h1" })).cookie;
});
afterAll(() => server.close());

async function ask(kind = "kiosk") {
  const answer = await server.request("/api/devices/pair", { body: { kind } });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { ...answer.body, cookie, setCookie: answer.headers.get("set-cookie") };
}

async function self(cookie: string, kind = "kiosk") {
  return (await server.request(`/api/devices/me?kind=${kind}`, { cookie })).body;
}

function approve(code: string, hallId = "h1", cookie = manager) {
  return server.request("/api/devices/approve", {
    cookie,
    body: { code, name: "自助机1", hallId },
  });
}

/** What only a paired device or staff may read. */
async function mayReadOrg(cookie: string): Promise<boolean> {
  return (await server.request("/api/org", { cookie })).status === 200;
}

describe("pairing", () => {
  test("goes from code to hall, and only then lets the device in", async () => {
    const device = await ask();
    expect(device.code).toMatch(/^[A-Z0-9]{6}$/);
    expect(device.code).not.toMatch(/[01258BILOSUVZ]/);
    expect(device.setCookie).toMatch(/^warmline-kiosk=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    expect(await self(device.cookie)).toMatchObject({ state: "pairing", code: device.code });
    expect(await mayReadOrg(device.cookie)).toBe(false);
    const approved = await approve(` ${device.code.toLowerCase()} `);
    expect(approved.body).toMatchObject({ state: "paired", hallId: "h1", name: "自助机1" });
    expect(JSON.stringify(approved.body)).not.toContain("tokenHash");
    expect(await self(device.cookie)).toEqual({
      state: "paired",
      deviceId: device.deviceId,
      kind: "kiosk",
      name: "自助机1",
      hallId: "h1",
      hallName: "h1大厅",
    });
    expect(await mayReadOrg(device.cookie)).toBe(true);
  });

  test("is asked for by so many at a time and no more, until codes run out", async () => {
    const own = await startTestServer();
    onTestFinished(() => own.close());
    const askThere = () => own.request("/api/devices/pair", { body: { kind: "tv" } });
    for (let n = 0; n < PAIRINGS_OPEN_MAX; n += 1) expect((await askThere()).status).toBe(200);
    expect((await askThere()).body.code).toBe("too-many-pairings");
    own.deps.advance(PAIRING_MS + 1);
    expect((await askThere()).status).toBe(200);
  });

  test("the token is kept nowhere but as a hash", async () => {
    const { cookie } = await ask();
    const token = cookie.split("=")[1]!;
    const trail = { index: "byCommand", where: { command: "devices.ask-pairing" } };
    const kept = [
      ...(await server.deps.store.find(audit, trail)),
      ...(await server.deps.store.find(devices, { index: "byState" })),
    ];
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(kept.length).toBeGreaterThan(1);
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  test("a code is good once, also at the same moment", async () => {
    const { code } = await ask("tv");
    const answers = await Promise.all([approve(code), approve(code), approve(code)]);
    const codes = answers.map(({ status, body }) => String(body.code ?? status)).toSorted();
    expect(codes).toEqual(["200", "pairing-code-unknown", "pairing-code-unknown"]);
  });

  test("a code runs out after ten minutes", async () => {
    const device = await ask();
    server.deps.advance(PAIRING_MS);
    expect(await self(device.cookie)).toEqual({ state: "expired" });
    expect((await approve(device.code)).body.code).toBe("pairing-code-unknown");
  });

  test.each([
    ["another hall than the manager's own", "h2", "out-of-scope", 403],
    ["a hall that is none", "c", "hall-unknown", 422],
  ])("into %s is refused", async (_, hallId, code, status) => {
    const device = await ask();
    const who = code === "out-of-scope" ? manager : administrator;
    const answer = await approve(device.code, hallId, who);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await self(device.cookie)).toMatchObject({ state: "pairing" });
  });

  test("an invented code, an agent, a stranger and a wrong kind are refused", async () => {
    expect((await approve("ZZZZZZ")).body.code).toBe("pairing-code-unknown");
    const { code } = await ask();
    const agent = await server.signIn(["agent"]);
    expect((await approve(code, "h1", agent.cookie)).body.code).toBe("forbidden");
    expect((await approve(code, "h1", "")).body.code).toBe("not-signed-in");
    const wrong = await server.request("/api/devices/pair", { body: { kind: "fridge" } });
    expect(wrong.body.code).toBe("bad-input");
  });

  test("without a cookie there is no device", async () => {
    expect(await self("")).toEqual({ state: "unknown" });
    expect(await self(`warmline-kiosk=${"A".repeat(43)}`)).toEqual({ state: "unknown" });
  });
});

describe("revoking", () => {
  async function paired() {
    const device = await ask();
    const { body } = await approve(device.code);
    return { ...device, id: body.id as string, rev: body.rev as number };
  }

  function revoke(id: string, rev: number, cookie = manager) {
    return server.request(`/api/devices/${id}/revoke`, { cookie, body: { rev, reason: "报废" } });
  }

  test("holds from the next request on; pairing again takes another code and token", async () => {
    const { id, rev, cookie, code } = await paired();
    expect(await mayReadOrg(cookie)).toBe(true);
    expect((await revoke(id, rev)).body).toMatchObject({ state: "revoked" });
    expect(await mayReadOrg(cookie)).toBe(false);
    expect(await self(cookie)).toEqual({ state: "revoked" });
    const again = await ask();
    expect(again.code).not.toBe(code);
    expect((await approve(again.code)).status).toBe(200);
    expect([await mayReadOrg(again.cookie), await mayReadOrg(cookie)]).toEqual([true, false]);
  });

  test("is refused twice, with a stale revision, unknown, and in another's hall", async () => {
    const { id, rev } = await paired();
    const scope = { kind: "hall", hallId: "h2" } as const;
    const other = await server.signIn(["hall-manager"], scope);
    expect((await revoke(id, rev, other.cookie)).body.code).toBe("out-of-scope");
    expect((await revoke(id, rev - 1)).body.code).toBe("changed-meanwhile");
    expect((await revoke("no-such", 1)).body.code).toBe("not-found");
    const { body } = await revoke(id, rev);
    expect((await revoke(id, body.rev)).body.code).toBe("device-not-paired");
  });

  test("the list shows one's own hall, without codes", async () => {
    const device = await paired();
    const waiting = await ask();
    const scope = { kind: "hall", hallId: "h2" } as const;
    const other = await server.signIn(["hall-manager"], scope);
    const list = async (cookie: string) => (await server.request("/api/devices", { cookie })).body;
    const mine = await list(manager);
    expect(mine.map(({ id }: { id: string }) => id)).toContain(device.id);
    expect(JSON.stringify(mine)).not.toContain(waiting.code);
    expect(await list(other.cookie)).toEqual([]);
  });
});
