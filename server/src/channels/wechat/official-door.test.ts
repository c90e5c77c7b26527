import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chats } from "@warmline/shared/chats/model.ts";
import { rawRequest } from "../../platform/http/testing.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { AES, APP, envelope, message, OFFICIAL, sealedFor, signedPath, tell } from "./fixture.ts";

const FIVE_MINUTES = 300;

async function heard({ deps }: TestServer, userId: string): Promise<boolean> {
  return (await deps.store.get(chats, `official:${APP}:${userId}`)) !== null;
}

/** The address's first try. */
function tried(to: TestServer, signing: Parameters<typeof signedPath>[1]) {
  return rawRequest(to.url, signedPath(to.deps.clock.now(), signing), {});
}

describe("in plain mode", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(OFFICIAL);
  });
  afterAll(() => server.close());

  test("the address is tried, and only by whoever knows the token", async () => {
    const more = "&echostr=5927782";
    const answer = await tried(server, { more });
    expect([answer.status, answer.text]).toEqual([200, "5927782"]);
    const stranger = await tried(server, { more, token: "x" });
    expect([stranger.status, stranger.json.code]).toEqual([403, "wrong-signature"]);
  });

  test("a message is taken at once, whatever becomes of the answer", async () => {
    const answer = await tell(server, message("o-plain", "1"));
    expect([answer.status, answer.text]).toEqual([200, "success"]);
    expect(await heard(server, "o-plain")).toBe(true);
  });

  test.each([
    ["another token", { token: "other" }],
    ["five minutes ago", { age: FIVE_MINUTES + 1 }],
    ["five minutes ahead", { age: -FIVE_MINUTES - 2 }],
  ] as const)("%s is refused before it is read", async (_, sent) => {
    const answer = await tell(server, "no xml at all", sent);
    expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
  });

  test("marks that nobody sees refuse nobody", async () => {
    const odd = message("o-odd", "2", "不热\u0085\u202e");
    expect((await tell(server, odd)).status).toBe(200);
    expect(await heard(server, "o-odd")).toBe(true);
  });

  test("what is nothing that we answer is taken, and leaves no trace", async () => {
    const view = message("o-view", "3").replace(
      "<MsgType>text</MsgType>",
      "<MsgType>event</MsgType><Event>VIEW</Event><EventKey>http://x</EventKey>",
    );
    expect((await tell(server, view)).status).toBe(200);
    expect(await heard(server, "o-view")).toBe(false);
  });
});

describe("in AES mode", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ ...OFFICIAL, ...AES });
  });
  afterAll(() => server.close());

  test("what is sealed and signed is taken", async () => {
    const sealed = sealedFor(APP, message("o-aes", "1"));
    const answer = await tell(server, envelope(sealed), { sealed });
    expect([answer.status, answer.text]).toEqual([200, "success"]);
    expect(await heard(server, "o-aes")).toBe(true);
  });

  test("what is plain is refused, though its address is signed", async () => {
    const answer = await tell(server, message("o-forged", "1"));
    expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
    expect(await heard(server, "o-forged")).toBe(false);
  });

  test("another message under a signature that was seen is refused", async () => {
    const seen = sealedFor(APP, message("o-seen", "1"));
    const other = sealedFor(APP, message("o-swapped", "1"));
    const answer = await tell(server, envelope(other), { sealed: seen });
    expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
  });

  test("what is sealed for another account is none of ours", async () => {
    const sealed = sealedFor("wxffffffffffffffff", message("o-other", "1"));
    const answer = await tell(server, envelope(sealed), { sealed });
    expect([answer.status, answer.json.code]).toEqual([400, "bad-body"]);
    expect(await heard(server, "o-other")).toBe(false);
  });

  test("the address is tried as in plain mode", async () => {
    const answer = await tried(server, { more: "&echostr=1" });
    expect([answer.status, answer.text]).toEqual([200, "1"]);
  });
});

test("without an account there is no door", async () => {
  const server = await startTestServer();
  const answer = await tell(server, message("o", "1"));
  expect(answer.status).toBe(404);
  await server.close();
});
