import { afterAll, beforeAll, expect, test } from "vitest";
import { rawRequest } from "../../platform/http/testing.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { callback, KF, sealedFor, SERVICE, serviceCall, servicePath } from "./fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(SERVICE);
});
afterAll(() => server.close());

const CORP = SERVICE.WECHAT_KF_CORP_ID;

function call(to: TestServer, { path, body }: ReturnType<typeof serviceCall>) {
  return rawRequest(to.url, path, {
    method: "POST",
    headers: { "content-type": "text/xml" },
    body,
  });
}
const told = (body: string, by = {}) =>
  call(server, serviceCall(server.deps.clock.now(), body, by));
const jobs = async () => {
  const { waiting, running, failed } = await server.deps.jobs.counts();
  return waiting + running + failed;
};

test("the address is tried: what was sealed is answered, to whoever knows the token", async () => {
  const sealed = sealedFor(CORP, "5927782");
  const now = server.deps.clock.now();
  const answer = await rawRequest(server.url, servicePath(now, sealed, undefined, sealed), {});
  expect([answer.status, answer.text]).toEqual([200, "5927782"]);
  const stranger = await rawRequest(server.url, servicePath(now, sealed, "x", sealed), {});
  expect([stranger.status, stranger.json.code]).toEqual([403, "wrong-signature"]);
  const other = sealedFor("ww9999999999999999", "5927782");
  const foreign = await rawRequest(server.url, servicePath(now, other, undefined, other), {});
  expect([foreign.status, foreign.json.code]).toEqual([400, "bad-input"]);
});

test("a callback is answered at once, and what it tells of is pulled", async () => {
  const before = await jobs();
  const answer = await told(callback(KF, "t1"));
  expect([answer.status, answer.text]).toEqual([200, "success"]);
  expect(await jobs()).toBe(before + 1);
  await told(callback(KF, "t1"));
  expect(await jobs()).toBe(before + 1);
});

test("of an account that is none of ours it is taken, and nothing done", async () => {
  const before = await jobs();
  expect((await told(callback("wk-other", "t2"))).status).toBe(200);
  expect(await jobs()).toBe(before);
});

test.each([
  ["another token", { token: "other" }, 403, "wrong-signature"],
  ["another corporation's", { corp: "ww9999999999999999" }, 400, "bad-body"],
] as const)("%s is refused", async (_, by, status, code) => {
  const answer = await told(callback(KF, "t3"), by);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});

test("what is plain is refused, though its address is signed", async () => {
  const body = callback(KF, "t4");
  const path = servicePath(server.deps.clock.now(), body);
  const answer = await call(server, { path, body });
  expect([answer.status, answer.json.code]).toEqual([403, "wrong-signature"]);
});

test("without a corporation there is no door", async () => {
  const none = await startTestServer();
  const answer = await call(none, serviceCall(none.deps.clock.now(), callback(KF, "t5")));
  expect(answer.status).toBe(404);
  await none.close();
});
