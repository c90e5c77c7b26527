import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { rawRequest } from "../http/testing.ts";
import { startTestServer, testedModules, type TestServer } from "../../testing.ts";
import { bank, chat, message, phone, post, PUBLIC_URL } from "./fixture.ts";
import {
  formHook,
  heard,
  jsonHook,
  PHONE_SECRET,
  signChat,
  signForm,
  testChannel,
  xmlHook,
} from "./testing.ts";

let server: TestServer;

async function start(settings: Record<string, string>): Promise<TestServer> {
  return startTestServer({ PUBLIC_URL, ...settings }, [...testedModules, testChannel]);
}

beforeAll(async () => {
  server = await start({});
});
afterAll(() => server.close());

const said = (text: string) => server.deps.store.find(heard, { index: "byText", where: { text } });
/** Of everything that anybody did; jobs write on their own. */
const acts = (of = server) => of.deps.store.count(audit, { index: "byTime" });

/** What is said to the log of a server from now on. */
function listen(of: TestServer): () => string[] {
  const log = vi.spyOn(of.deps.log, "warn").mockImplementation(() => undefined);
  onTestFinished(() => log.mockRestore());
  return () => log.mock.calls.map(([about]) => String((about as { event?: string }).event));
}

describe("what a channel signed", () => {
  test("is carried out, in the channel's name, and answered in its format", async () => {
    const answer = await phone(server, "EventSid=SM1&Body=%E6%9A%96%E6%B0%94%E4%B8%8D%E7%83%AD");
    const [document] = await said("暖气不热");
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/xml; charset=utf-8");
    expect(answer.text).toBe(`<Response id="${document?.id}"><Say>暖气不热</Say></Response>`);
    expect(document?.by).toMatchObject({
      command: "test.hear",
      actorKind: "channel",
      actorId: "test-phone",
      origin: "test-phone 127.0.0.1",
    });
    const empty = await bank(server, '{"id":"b1","text":"到账","more":{"list":[1]}}');
    expect([empty.status, empty.text]).toEqual([200, ""]);
    const text = await chat(server, message("m1", "在吗"));
    expect(text.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(text.text).toMatch(/^在吗 /);
  });

  test("in GBK is answered in GBK", async () => {
    const xml = `<?xml version="1.0" encoding="GBK"?>${message("gbk", "漏水")}`;
    const path = `${xmlHook.path}?${signChat(server.deps.clock.now())}`;
    const response = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "text/xml" },
      body: iconv.encode(xml, "gbk"),
    });
    expect(response.headers.get("content-type")).toBe("text/plain; charset=gb18030");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(iconv.decode(bytes, "gb18030")).toMatch(/^漏水 /);
    expect(await said("漏水")).toHaveLength(1);
  });

  test.each([
    "?b=2&a=1",
    "?name=%E5%BC%A0%E4%B8%89&x=%e5%bc%a0",
    "?plus=a+b&space=a%20b",
    "?empty=&bare&twice=1&twice=2",
    "?",
  ])("covers the public address letter by letter: %s", async (search) => {
    const path = formHook.path + search;
    const text = `EventSid=${randomUUID()}&Body=x`;
    expect((await phone(server, text, {}, path)).status).toBe(200);
    const otherwise = signForm(
      PHONE_SECRET,
      `https://warm.example${decodeURIComponent(path)}&`,
      text,
    );
    const wrong = await phone(server, text, { "x-test-signature": otherwise }, path);
    expect(wrong.status).toBe(403);
  });

  test.each([
    [{ TRUST_PROXY: "1", PUBLIC_URL: "" }, "https://a.example", "https"],
    [{ TRUST_PROXY: "0", PUBLIC_URL: "" }, "http://a.example", "https"],
    [{ PUBLIC_URL: "https://b.example/warm/" }, "https://b.example/warm", "http"],
    [{ PUBLIC_URL: "http://b.example:80" }, "http://b.example", "https"],
    [{ PUBLIC_URL: "https://b.example:8443" }, "https://b.example:8443", "https"],
  ])("behind proxies: %j is %s", async (settings, base, protocol) => {
    const to = await start(settings);
    onTestFinished(() => to.close());
    const text = "EventSid=p1&Body=x";
    const path = `${formHook.path}?q=1`;
    const headers = {
      host: "a.example",
      "x-forwarded-proto": protocol,
      "x-test-signature": signForm(PHONE_SECRET, base + path, text),
    };
    expect((await phone(to, text, headers, path)).status).toBe(200);
  });

  test("a greeting is answered when it is signed, and no other", async () => {
    const signed = `${xmlHook.path}?${signChat(server.deps.clock.now())}`;
    const answer = await rawRequest(server.url, `${signed}&echostr=%E6%9A%96-123`);
    expect([answer.status, answer.text]).toEqual([200, "暖-123"]);
    expect((await rawRequest(server.url, signed)).json.code).toBe("bad-input");
    const unsigned = await rawRequest(server.url, `${xmlHook.path}?echostr=1`);
    expect(unsigned.json.code).toBe("wrong-signature");
    const noGreeting = await rawRequest(server.url, formHook.path);
    expect([noGreeting.status, noGreeting.headers["allow"]]).toEqual([405, "POST"]);
  });
});

describe("what nobody signed", () => {
  test("is refused before its body is read, and told in the log", async () => {
    const to = await start({});
    onTestFinished(() => to.close());
    const events = listen(to);
    for (const path of [formHook.path, jsonHook.path, xmlHook.path]) {
      const answer = await post(to, path, "a=1", { "content-type": "text/xml" });
      expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
    }
    expect(events()).toEqual(["wrong-signature"]);
    // A body that never comes is not waited for.
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${jsonHook.path} HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n`);
    const [first] = await new Promise<Buffer[]>((done) =>
      socket.once("data", (part) => done([part])),
    );
    expect(String(first)).toMatch(/^HTTP\/1\.1 403 /);
    socket.destroy();
  });

  test("is refused before anything is parsed, counted against the channel or written", async () => {
    const to = await start({ RATE_CHANNEL_PER_MINUTE: "2" });
    onTestFinished(() => to.close());
    const events = listen(to);
    const before = await acts(to);
    const wrong = { "x-test-signature": "AAAA", "content-type": "text/html" };
    for (let round = 0; round < 30; round += 1) {
      const answer = await phone(to, "%%%", wrong);
      expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
    }
    expect(await acts(to)).toBe(before);
    expect(events()).toEqual(["wrong-signature"]);
    for (const expected of [200, 200, 429]) {
      const answer = await phone(to, `EventSid=${randomUUID()}&Body=x`);
      expect(answer.status).toBe(expected);
    }
    // Each channel has a count of its own, and the API another.
    expect((await bank(to, '{"id":"r1","text":"x"}')).status).toBe(200);
    expect((await to.request("/api/health")).status).toBe(200);
  });

  test("is not let in by who else is signed in", async () => {
    const { cookie } = await server.signIn(["administrator"]);
    const answer = await post(server, jsonHook.path, '{"id":"c1","text":"x"}', {
      cookie,
      "content-type": "application/json",
      "idempotency-key": "key-of-a-person",
    });
    expect(answer.json.code).toBe("wrong-signature");
  });
});

describe("what arrives again", () => {
  test("with the same content is answered as before, and done once", async () => {
    const [first, ...others] = await Promise.all(
      Array.from({ length: 6 }, () => phone(server, "EventSid=twice&Body=%E5%82%AC")),
    );
    expect(first?.status).toBe(200);
    for (const other of others) expect(other.text).toBe(first?.text);
    expect(await said("催")).toHaveLength(1);
  });

  test("with other content is refused, told in the log, and changes nothing", async () => {
    const events = listen(server);
    expect((await chat(server, message("reused", "一"))).status).toBe(200);
    const before = await acts();
    const answer = await chat(server, message("reused", "二"));
    expect([answer.status, answer.json.code]).toEqual([409, "key-reused"]);
    expect(await acts()).toBe(before);
    expect(events()).toEqual(["content-differs"]);
    expect(await said("二")).toEqual([]);
  });

  test("under the same id at another webhook is another event", async () => {
    expect((await chat(server, message("shared id", "甲"))).status).toBe(200);
    expect((await bank(server, '{"id":"shared id","text":"乙"}')).status).toBe(200);
    const long = "长".repeat(200);
    expect((await bank(server, JSON.stringify({ id: long, text: "丙" }))).status).toBe(200);
    expect((await bank(server, JSON.stringify({ id: long, text: "丁" }))).status).toBe(409);
  });

  test("after a refusal of the command may be right the next time", async () => {
    expect((await chat(server, message("later", "不要"))).json.code).toBe("test-unwanted");
    expect((await chat(server, message("later", "要"))).status).toBe(200);
  });
});

test("everything that was done stands in the trail under its source's id", async () => {
  const records = await server.deps.store.find(audit, {
    index: "byCommand",
    where: { command: "test.hear" },
    limit: 1_000,
  });
  expect(records.length).toBeGreaterThan(10);
  for (const { key, actorKind } of records) {
    expect(actorKind).toBe("channel");
    expect(key).toMatch(/^test-(phone|bank|chat) test\.(form|json|xml):[\x21-\x7e]+$/);
  }
});
