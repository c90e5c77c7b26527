import { request } from "node:http";
import { connect } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function open(cookie?: string): Socket {
  const extraHeaders: Record<string, string> = cookie === undefined ? {} : { cookie };
  const options = { transports: ["websocket"], reconnection: false, forceNew: true, extraHeaders };
  const socket = io(server.url, options);
  onTestFinished(() => void socket.disconnect());
  return socket;
}

function outcome(socket: Socket): Promise<string> {
  return new Promise((done) => {
    socket.once("connect", () => done("in")).once("connect_error", ({ message }) => done(message));
  });
}

test("one person holds thirty sockets, and a colleague is not short of them", async () => {
  const [busy, calm] = [await server.signIn(["agent"]), await server.signIn(["agent"])];
  const outcomes: string[] = [];
  for (let n = 0; n < 32; n += 1) outcomes.push(await outcome(open(busy.cookie)));
  expect(outcomes.filter((one) => one === "in")).toHaveLength(30);
  expect(outcomes.at(-1)).toBe("too-many-requests");
  expect(await outcome(open(calm.cookie))).toBe("in");
});

test("strangers are cut off soon, and shut out nobody else at their address", async () => {
  const { cookie } = await server.signIn(["agent"]);
  const strangers = Array.from({ length: 80 }, () => openBare());
  const held = await Promise.all(strangers.map(({ upgraded }) => upgraded));
  expect(held.filter((one) => one)).toHaveLength(50);
  expect(await outcome(open(cookie))).toBe("in");
  await Promise.all(strangers.map(({ closed }) => closed));
}, 15_000);

/** A WebSocket that never says for whom it is. */
function openBare() {
  const { port } = new URL(server.url);
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  const path = "/socket.io/?EIO=4&transport=websocket";
  const call = request({ port, path, headers, agent: false });
  let close = () => {};
  const closed = new Promise<void>((done) => (close = done));
  const upgraded = new Promise<boolean>((done) => {
    call.on("upgrade", (_response, socket) => {
      socket.on("close", close).on("error", close).resume();
      done(true);
    });
    call.on("response", (response) => {
      response.resume();
      done(false);
      close();
    });
    call.on("error", () => {
      done(false);
      close();
    });
  });
  call.end();
  return { upgraded, closed };
}

test("whoever offers another protocol is answered in this one", async () => {
  const { port } = new URL(server.url);
  const head = await new Promise<string>((done, fail) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write(
        "GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n" +
          "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n",
      );
    });
    socket.once("data", (data) => {
      done(data.toString().split("\r\n", 1)[0] ?? "");
      socket.destroy();
    });
    socket.once("error", fail);
  });
  expect(head).toBe("HTTP/1.1 200 OK");
});
