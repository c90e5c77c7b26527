import { afterAll, beforeAll, expect, test } from "vitest";
import { chats } from "@warmline/shared/chats/model.ts";
import { gatewayHook } from "@warmline/shared/wechat/api.ts";
import { rawRequest } from "../../platform/http/testing.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { GATEWAY, gatewaySigned } from "./fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(GATEWAY);
});
afterAll(() => server.close());

function tell(to: TestServer, of: object, secret?: string) {
  const body = JSON.stringify({ account: "one", id: "m-1", kind: "text", text: "你好", ...of });
  return rawRequest(to.url, gatewayHook.path, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...gatewaySigned(body, to.deps.clock.now(), secret),
    },
    body,
  });
}

test("what a gateway of ours tells is heard", async () => {
  expect((await tell(server, { userId: "g-one" })).status).toBe(200);
  expect(await server.deps.store.get(chats, "wechaty:one:g-one")).toMatchObject({
    userId: "g-one",
  });
});

test.each([
  ["another secret", { userId: "g-two" }, "another secret of theirs", 403, "wrong-signature"],
  [
    "a gateway that nobody listed",
    { userId: "g-two", account: "x" },
    undefined,
    404,
    "account-unknown",
  ],
  ["no id", { userId: "g-two", id: "" }, undefined, 400, "bad-input"],
] as const)("%s is refused", async (_, of, secret, status, code) => {
  const answer = await tell(server, of, secret);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
  expect(await server.deps.store.get(chats, "wechaty:one:g-two")).toBeNull();
});

test("without gateways there is no door", async () => {
  const none = await startTestServer();
  expect((await tell(none, { userId: "g-three" })).status).toBe(404);
  await none.close();
});
