import { afterAll, beforeAll, expect, test } from "vitest";
import { follow } from "@warmline/shared/calls/fold.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";

const PHONE = "+8613900001111";
let server: TestServer;
let agent: string;
let ofBranch: string;
let caseId: string;

function callAt(id: string, second: number, from: string | null, branchId?: string): Body<Call> {
  const event = { key: "arrived", at: instantOf(second * 1_000), kind: "arrived" } as const;
  const households = branchId === undefined ? [] : [{ id: "h", number: "1", branchId }];
  const parties = { direction: "inbound", from, to: null, households } as const;
  return { id, ...parties, ...follow([event], "inbound", undefined) };
}

beforeAll(async () => {
  server = await startTestServer();
  agent = (await server.signIn(["agent"])).cookie;
  ofBranch = (await server.signIn(["agent"], { kind: "branch", branchId: "branch-02" })).cookie;
  await server.deps.store.commit([
    ...[1, 2, 3].map((second) => insert(calls, callAt(`call-${second}`, second, PHONE))),
    insert(calls, callAt("withheld", 4, null)),
    insert(calls, callAt("of-branch", 5, "+8613900002222", "branch-02")),
  ]);
  const body = { category: "leak", description: "漏水", contact: {} };
  caseId = (await server.request("/api/cases", { cookie: agent, body })).body.id;
});
afterAll(() => server.close());

const post = (path: string, cookie = agent, about = caseId) =>
  server.request(`/api/calls/${path}`, { cookie, body: { caseId: about } });
async function caseIds() {
  return (await server.request("/api/calls/call-1", { cookie: agent })).body.caseIds;
}

test("a case is linked to a call, shown with it, and unlinked", async () => {
  expect((await post("call-1/link-case")).status).toBe(200);
  expect(await caseIds()).toEqual([caseId]);
  expect((await post("call-1/link-case")).body).toMatchObject({ code: "already-linked" });
  expect((await post("call-1/unlink-case")).status).toBe(200);
  expect(await caseIds()).toEqual([]);
  expect((await post("call-1/unlink-case")).body).toMatchObject({ code: "not-linked" });
});

test("not one that is not there, or that its reader may not see", async () => {
  expect((await post("call-1/link-case", agent, "none")).body).toMatchObject({
    code: "case-not-found",
  });
  expect((await post("of-branch/link-case", ofBranch)).body).toMatchObject({
    code: "case-not-found",
  });
  expect((await post("call-1/link-case", ofBranch)).body).toMatchObject({ code: "out-of-scope" });
});

test("earlier calls are those from the same number, the newest first", async () => {
  const earlier = async (id: string) => {
    const { body } = await server.request(`/api/calls/${id}/earlier`, { cookie: agent });
    return body.calls.map((row: { id: string }) => row.id);
  };
  expect(await earlier("call-3")).toEqual(["call-2", "call-1"]);
  expect(await earlier("withheld")).toEqual([]);
  const { body } = await server.request("/api/calls/call-3/earlier", { cookie: agent });
  expect(body.calls[0]).toMatchObject({ masked: "139****1111" });
});
