import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { rawRequest } from "../http/testing.ts";
import { startTestServer, testedModules, type TestServer } from "../../testing.ts";
import {
  BANK_SECRETS,
  formHook,
  jsonHook,
  PHONE_SECRET,
  signBank,
  signChat,
  signForm,
  testChannel,
  xmlHook,
} from "./testing.ts";

// Rightly signed bodies that are wrong in every other way: whoever holds the secret may still be
// careless, and nothing of it may break the server.

const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const ROUNDS = 2_000;
const AT_ONCE = 16;

let server: TestServer;
beforeAll(async () => {
  const settings = { PUBLIC_URL: "http://warm.example" };
  server = await startTestServer(settings, [...testedModules, testChannel]);
});
afterAll(() => server.close());

const PIECES = [
  ...Array.from("<>&;=\"'[]{}%+/?!-"),
  "<![CDATA[",
  "]]>",
  "<!--",
  '<!DOCTYPE x [<!ENTITY e "&e;">]>',
  "&e;",
  "&#0;",
  "&#x110000;",
  "<?xml version='1.0' encoding='GBK'?>",
  "__proto__",
  "constructor",
  "\\ud800",
  "%00",
  "%E6%9A",
  "\u0000",
  "\u202e",
  "暖",
  "null",
  "1e999",
  "[".repeat(300),
  "<a>".repeat(300),
  "a=1&".repeat(600),
].map((piece) => Buffer.from(piece));

const TYPES = {
  form: ["application/x-www-form-urlencoded"],
  json: ["application/json"],
  xml: ["text/xml", "application/xml"],
} as const;
const CHARSETS = ["", "; charset=utf-8", "; charset=gbk", "; charset=", "; charset=nonsense", ";;"];

function fuzzing(format: keyof typeof TYPES, seed: number) {
  const random = seededRandom(seed);
  const draw = (below: number) => Math.floor(random.next() * below);
  const pick = <T>(of: readonly T[]): T => of[draw(of.length)]!;
  let number = 0;

  function good(): Buffer {
    number += 1;
    const [id, text] = [`${format}-${seed}-${number}`, pick(["暖气不热", "催", "a b"])];
    if (format === "form") return Buffer.from(`EventSid=${id}&Body=${encodeURIComponent(text)}`);
    if (format === "json") return Buffer.from(JSON.stringify({ id, text, more: { a: [1, null] } }));
    return Buffer.from(`<xml><MsgId>${id}</MsgId><Content><![CDATA[${text}]]></Content></xml>`);
  }

  function wrong(body: Buffer): Buffer {
    const at = draw(body.length + 1);
    const [before, after] = [body.subarray(0, at), body.subarray(at)];
    switch (draw(7)) {
      case 0:
        return Buffer.concat([before, pick(PIECES), after]);
      case 1:
        return Buffer.concat([before, after.subarray(draw(6))]);
      case 2:
        return before;
      case 3:
        return Buffer.concat([body, body.subarray(0, at)]);
      case 4:
        return Buffer.concat([before, Buffer.from([draw(256)]), after.subarray(1)]);
      case 5:
        return iconv.encode(body.toString(), "gbk");
      default:
        return Buffer.from(Array.from({ length: draw(200) }, () => draw(256)));
    }
  }

  return {
    type: () => pick(TYPES[format]) + pick(random.next() < 0.7 ? [""] : CHARSETS),
    body() {
      let body = good();
      for (let round = draw(4); round >= 0; round -= 1) body = wrong(body);
      return body;
    },
  };
}

function signed(format: keyof typeof TYPES, body: Buffer) {
  const now = server.deps.clock.now();
  switch (format) {
    case "form": {
      const url = `http://warm.example${formHook.path}`;
      const headers = { "x-test-signature": signForm(PHONE_SECRET, url, body.toString()) };
      return { path: formHook.path, headers };
    }
    case "json":
      return { path: jsonHook.path, headers: signBank(BANK_SECRETS[0]!, body, now) };
    case "xml":
      return { path: `${xmlHook.path}?${signChat(now)}`, headers: {} };
  }
}

test.each(["form", "json", "xml"] as const)(
  `%s: ${ROUNDS} bad bodies break nothing (SEED=${SEED})`,
  { timeout: 120_000 },
  async (format) => {
    const { type, body } = fuzzing(format, SEED);
    const counts = new Map<number, number>();
    const one = async () => {
      const [content, contentType] = [body(), type()];
      const { path, headers } = signed(format, content);
      const answer = await rawRequest(server.url, path, {
        method: "POST",
        headers: { ...headers, "content-type": contentType },
        body: content,
      });
      const shown = `${contentType} ${content.toString("latin1").slice(0, 300)}`;
      expect(answer.status, shown).toBeLessThan(500);
      // The signature was right: whatever is refused is refused for what it says.
      expect(answer.status, shown).not.toBe(403);
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    };
    for (let round = 0; round < ROUNDS; round += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    }
    expect(counts.get(400) ?? 0).toBeGreaterThan(ROUNDS / 4);
    // Some are only half as wrong as they might be.
    expect(counts.get(200) ?? 0).toBeGreaterThan(ROUNDS / 100);
  },
);
