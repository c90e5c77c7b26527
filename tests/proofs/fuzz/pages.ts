import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { readConfig } from "@warmline/server/config.ts";
import { mountPages } from "@warmline/server/pages.ts";
import { rawRequest } from "@warmline/server/platform/http/testing.ts";
import { DEADLINE_MS } from "./attack.ts";
import { chance, pick, type MadeUp, type Source } from "./call.ts";
import { makeHostile } from "./hostile.ts";

const PLACES = [
  "/",
  "/console",
  "/console/cases/x",
  "/kiosk",
  "/kiosk/",
  "/kiosk/index.html",
  "/kiosk/assets/x.js",
  "/tv",
  "/fonts/rare-han-1/20000.woff2",
  "/old-browser.js",
  "/_app/immutable/x.js",
  "/__data.json",
];
const RANGES = ["bytes=5-1", "bytes=-1", "bytes=0-", "bytes=9999999-", "bytes=1-2,3-4", "lines=1"];
const METHODS = ["GET", "GET", "HEAD", "POST", "PUT"];

/** The built pages by themselves: no call of theirs reaches a store. */
export async function openPages() {
  const app = express();
  await mountPages(app, readConfig({}));
  const server = createServer(app);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Asks for a page as no browser does; answers what is wrong with the answer, or null. */
export async function attackPages(url: string, random: Source): Promise<string | null> {
  const headers: Record<string, string> = { "accept-language": "zh-CN" };
  if (chance(random, 0.3)) headers["range"] = pick(random, RANGES);
  const right: MadeUp = { path: pick(random, PLACES), method: pick(random, METHODS), headers };
  const call = chance(random, 0.7) ? makeHostile(right, random) : right;
  const said = `${call.method} ${call.path.slice(0, 80)} ${JSON.stringify(headers)}`;
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const { status, text } = await rawRequest(url, call.path, { ...call, signal });
    if (status >= 500) return `answered ${status}: ${said}`;
    return status >= 400 && /\n {4}at |node_modules/.test(text) ? `tells of itself: ${said}` : null;
  } catch (error) {
    return `no answer (${String(error)}): ${said}`;
  }
}
