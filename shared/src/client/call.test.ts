import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";

// Outside of a component a rune is what it holds.
vi.stubGlobal("$state", (value: unknown) => value);
const { makeCall, mayBeDone } = await import("./call.ts");

const read = endpoint({
  name: "test.read",
  method: "get",
  path: "/api/test/:id",
  permit: "public",
  refusals: [],
  summary: "Reads",
  params: z.object({ id: z.string() }),
  query: z.object({ day: z.string().optional() }),
  answer: z.object({ url: z.string() }),
});
const write = endpoint({
  name: "test.write",
  method: "post",
  path: "/api/test",
  permit: "public",
  refusals: [],
  summary: "Writes",
  body: z.object({ text: z.string() }),
  answer: z.object({ key: z.string(), body: z.string() }),
});

const browserFetch = fetch;
let close = () => {};
afterEach(() => close());

/** A server of this origin, as a page has one. */
async function serving(listener: RequestListener): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    browserFetch(`http://127.0.0.1:${port}${path}`, init),
  );
  close = () => {
    server.closeAllConnections();
    server.close();
  };
}

describe("a call", () => {
  test("fills the path, leaves out what is not asked, and answers the value", async () => {
    await serving((request, response) => response.end(JSON.stringify({ url: request.url })));
    const answer = await makeCall()(read, { params: { id: "a/b" }, query: { day: undefined } });
    expect(answer).toEqual({ ok: true, value: { url: "/api/test/a%2Fb" } });
  });

  test("that changes something carries a key, its own or that of the intention", async () => {
    await serving((request, response) => {
      const key = request.headers["idempotency-key"];
      request.on("data", (body: Buffer) =>
        response.end(JSON.stringify({ key, body: body.toString() })),
      );
    });
    const call = makeCall();
    const made = await call(write, { body: { text: "冷" } });
    expect(made).toEqual({
      ok: true,
      value: { key: expect.stringMatching(/^[0-9a-f]{32}$/), body: '{"text":"冷"}' },
    });
    const kept = await call(write, { body: { text: "冷" }, key: "of-the-intention" });
    expect(kept).toMatchObject({ value: { key: "of-the-intention" } });
  });

  test("that is refused says so; whoever is no longer signed in is told", async () => {
    await serving((_, response) => {
      response.statusCode = 401;
      response.end(JSON.stringify({ code: "not-signed-in", message: "请先登录" }));
    });
    const signedOut = vi.fn<() => void>();
    const answer = await makeCall({ signedOut })(read, { params: { id: "1" }, query: {} });
    expect(answer).toEqual({ ok: false, status: 401, code: "not-signed-in", message: "请先登录" });
    expect(signedOut).toHaveBeenCalledTimes(1);
  });
});

describe("without an answer of the server", () => {
  const proxyGaveUp: RequestListener = (_, response) => {
    response.statusCode = 504;
    response.end("<html>504 Gateway Time-out</html>");
  };
  const never: RequestListener = () => undefined;
  const cut: RequestListener = (request) => request.socket.destroy();

  test.each([
    ["a proxy that waited no longer", proxyGaveUp, "outcome-unknown"],
    ["a server that is silent", never, "offline"],
    ["a cut connection", cut, "offline"],
  ])("a change may have been done: %s", async (_, listener, code) => {
    await serving(listener);
    const answer = await makeCall({ waitMs: 200 })(write, { body: { text: "x" } });
    expect(answer).toMatchObject({ ok: false, code });
    expect(!answer.ok && mayBeDone(answer)).toBe(true);
    expect(!answer.ok && answer.message).not.toBe("");
  });

  test("a question has only failed", async () => {
    await serving(proxyGaveUp);
    const answer = await makeCall()(read, { params: { id: "1" }, query: {} });
    expect(answer).toMatchObject({ ok: false, status: 504, code: "unavailable" });
  });

  test("a question that is given up says nothing", async () => {
    await serving(never);
    const stop = new AbortController();
    const asked = makeCall()(read, { params: { id: "1" }, query: {}, signal: stop.signal });
    stop.abort();
    expect(await asked).toMatchObject({ code: "aborted", message: "" });
  });
});
