import { request as send, type ClientRequest } from "node:http";
import { once } from "node:events";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanApart } from "../../platform/files/clean-apart.ts";
import { startTestServer, type TestServer } from "../../testing.ts";

// One account and its uploads: nobody else waits for all of them.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

let keys = 0;

/** Begins an upload; the rest of it is sent when the caller says so. */
function begin(cookie: string, length: number): ClientRequest {
  const headers = {
    cookie,
    "content-type": "application/octet-stream",
    "content-length": length,
    "idempotency-key": `upload-${(keys += 1)}`,
  };
  const call = send(`${server.url}/api/files`, { method: "POST", headers });
  call.on("error", () => undefined);
  return call;
}

async function upload(cookie: string, content: Uint8Array): Promise<number | undefined> {
  const call = begin(cookie, content.length);
  call.end(content);
  const [response] = await once(call, "response");
  response.resume();
  return response.statusCode;
}

function picture(side: number): Promise<Buffer> {
  const size = { width: side, height: side, channels: 3 as const, background: "red" };
  return sharp({ create: size }).png().toBuffer();
}

test("six at a time of one person are read, and others are not asked to wait", async () => {
  const { cookie } = await server.signIn(["agent"]);
  const small = await picture(20);
  const held = Array.from({ length: 6 }, () => begin(cookie, small.length));
  for (const call of held) call.write(small.subarray(0, 10));
  await expect.poll(() => upload(cookie, small)).toBe(429);
  const other = await server.signIn(["agent"]);
  expect(await upload(other.cookie, small)).toBe(200);
  for (const call of held) call.destroy();
  await expect.poll(() => upload(cookie, small)).toBe(200);
});

test("whoever sends many dear pictures waits for them alone", async () => {
  const { cookie } = await server.signIn(["agent"]);
  const other = await server.signIn(["agent"]);
  const [dear, small] = await Promise.all([picture(6_000), picture(20)]);
  let through = 0;
  const many = Array.from({ length: 5 }, async () => {
    await upload(cookie, dear);
    through += 1;
  });
  expect(await upload(other.cookie, small)).toBe(200);
  expect(through).toBeLessThan(3);
  await Promise.all(many);
});

test("a long recording is read beside everything else", async () => {
  const silence = Buffer.concat([Buffer.from("#!AMR\n"), Buffer.alloc(8_000_000, 0x78)]);
  let turns = 0;
  let reading = true;
  const count = () => {
    turns += 1;
    if (reading) setImmediate(count);
  };
  setImmediate(count);
  expect(await cleanApart(silence)).toMatchObject({ ok: true });
  reading = false;
  // Read here, it would let nothing in between.
  expect(turns).toBeGreaterThan(10);
});
