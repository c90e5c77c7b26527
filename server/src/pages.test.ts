import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { mountPages } from "./pages.ts";

const fonts = readdirSync(new URL("../../fonts/files/", import.meta.url), { recursive: true });
const font = String(fonts.find((name) => String(name).endsWith(".woff2")));
const app = express();
const server = createServer(app);
let url: string;
beforeAll(async () => {
  await mountPages(app, readConfig({}));
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fonts/${font}`;
});
afterAll(() => server.close());

async function sizeOf(range: string): Promise<{ status: number; bytes: number }> {
  const answer = await fetch(url, { headers: { range } });
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}

test("a part of a file", async () => {
  expect(await sizeOf("bytes=2-5")).toEqual({ status: 206, bytes: 4 });
});

test.each(["bytes=5-1", "bytes=5-1,9-", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=1-1e9"])(
  "%s is no part: the whole file",
  async (range) => {
    const whole = await fetch(url);
    const { byteLength } = await whole.arrayBuffer();
    expect(await sizeOf(range)).toEqual({ status: 200, bytes: byteLength });
  },
);
