import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";

let server: TestServer;
let administrator: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = await startTestServer();
  administrator = (await server.signIn(["administrator"])).cookie;
  await server.deps.store.commit([
    insert(orgNodes, { id: "h1", kind: "hall", name: "西城", parentId: "c", path: ["c", "h1"] }),
  ]);
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
afterAll(() => server.close());

/** Connects with this cookie; `ended` resolves with the reason when the server hangs up. */
async function connect(cookie: string): Promise<{ ended: Promise<string> }> {
  const transports = ["websocket"];
  const socket = io(server.url, { transports, extraHeaders: { cookie }, reconnection: false });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("connect_error", reject);
  });
  return { ended: new Promise((resolve) => socket.once("disconnect", resolve)) };
}

function post(path: string, body: unknown) {
  return server.request(path, { cookie: administrator, body });
}

test("an ended session closes its live views and opens no others", async () => {
  const { cookie, id } = await server.signIn(["agent"]);
  const { ended } = await connect(cookie);
  await post(`/api/staff/${id}/sessions/end`, { reason: "设备遗失" });
  expect(await ended).toBe("io server disconnect");
  await expect(connect(cookie)).rejects.toThrow("not-signed-in");
});

test("a person deactivated loses the live views of every session", async () => {
  const { cookie, id } = await server.signIn(["agent"]);
  const open = await Promise.all([connect(cookie), connect(cookie)]);
  const { body } = await server.request("/api/staff", { cookie: administrator });
  const { rev } = body.find((row: { id: string }) => row.id === id);
  await post(`/api/staff/${id}/deactivate`, { rev, reason: "离职" });
  const hungUp = "io server disconnect";
  expect(await Promise.all(open.map(({ ended }) => ended))).toEqual([hungUp, hungUp]);
});

test("a revoked television goes dark", async () => {
  const asked = await server.request("/api/devices/pair", { body: { kind: "tv" } });
  const cookie = asked.headers.get("set-cookie")?.split(";")[0] ?? "";
  await expect(connect(cookie)).rejects.toThrow("not-signed-in");
  const device = { code: asked.body.code, name: "屏1", hallId: "h1" };
  const { id, rev } = (await post("/api/devices/approve", device)).body;
  const { ended } = await connect(cookie);
  await post(`/api/devices/${id}/revoke`, { rev, reason: "报废" });
  expect(await ended).toBe("io server disconnect");
  await expect(connect(cookie)).rejects.toThrow("not-signed-in");
});
