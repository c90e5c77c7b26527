import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import type { RawAnswer } from "../http/testing.ts";
import { startTestServer, testedModules, type TestServer } from "../../testing.ts";
import { bank, chat, message, phone, PUBLIC_URL } from "./fixture.ts";
import { testChannel } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL }, [...testedModules, testChannel]);
});
afterAll(() => server.close());

const acts = () => server.deps.store.count(audit, { index: "byTime" });

const huge = "x".repeat(10 * 1024 * 1024);
const table: [string, () => Promise<RawAnswer>, number, string][] = [
  ["no id", () => phone(server, "Body=x"), 400, "event-id-missing"],
  ["an empty id", () => phone(server, "EventSid=&Body=x"), 400, "event-id-missing"],
  ["an id twice", () => phone(server, "EventSid=a&EventSid=b&Body=x"), 400, "bad-input"],
  ["a field too long", () => phone(server, `EventSid=a&Body=${"x".repeat(201)}`), 400, "bad-input"],
  ["a control character", () => phone(server, "EventSid=a&Body=%00"), 400, "bad-input"],
  [
    "a body of another format",
    () => chat(server, "a=1", { "content-type": "text/plain" }),
    415,
    "wrong-content-type",
  ],
  [
    "a charset nobody speaks",
    () => chat(server, "<a/>", { "content-type": "text/xml; charset=big5" }),
    415,
    "wrong-content-type",
  ],
  [
    "a compressed body",
    () => bank(server, "{}", { "content-encoding": "gzip" }),
    415,
    "wrong-content-type",
  ],
  [
    "a billion laughs",
    () => chat(server, '<!DOCTYPE l [<!ENTITY a "ha">]><xml>&a;</xml>'),
    400,
    "bad-body",
  ],
  ["XML without end", () => chat(server, "<xml>".repeat(5_000)), 400, "bad-body"],
  ["10 MB of a form", () => phone(server, `EventSid=a&Body=${huge}`), 413, "too-large"],
  ["10 MB of JSON", () => bank(server, JSON.stringify({ id: "a", text: huge })), 413, "too-large"],
  ["10 MB of XML", () => chat(server, message("a", huge)), 413, "too-large"],
  ["nothing at all", () => chat(server, ""), 400, "bad-body"],
  ["JSON that is no object", () => bank(server, "[]"), 400, "bad-input"],
  [
    "JSON without end",
    () => bank(server, `{"id":"deep","text":"x","more":${"[".repeat(20_000)}`),
    400,
    "bad-body",
  ],
  [
    "JSON too deep",
    () => bank(server, `{"id":"d","text":"x","more":${"[".repeat(9_000)}${"]".repeat(9_000)}}`),
    400,
    "bad-body",
  ],
];

test.each(table)("%s", async (_, ask, status, code) => {
  const before = await acts();
  const answer = await ask();
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect(await acts()).toBe(before);
});
