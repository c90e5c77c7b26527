import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "@warmline/shared/access/actor.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { settle, XICHENG } from "../ledger/testing.ts";

// Rules of approval as data: asked for by finance, approved by who has none of their rights.

let server: TestServer;
let cashier: SignedIn;
let manager: SignedIn;
let finance: SignedIn;
let second: SignedIn;
let admin: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 1);
  cashier = await server.signIn(["cashier"], XICHENG);
  manager = await server.signIn(["hall-manager"], XICHENG);
  finance = await server.signIn(["finance"]);
  second = await server.signIn(["finance"]);
  admin = await server.signIn(["administrator"]);
});
afterAll(() => server.close());

const post = (path: string, by: SignedIn, body: object) =>
  server.request(path, { cookie: by.cookie, body });

const STRICT = {
  alone: { eachFen: 100_000, dayFen: 500_000 },
  steps: [{ permission: "ledger.release-reversal", overFen: 0, dayFen: null }],
  days: 3,
  reason: "内控检查",
};

const ask = (body: object, by = finance, name = "reversal") =>
  post(`/api/approval-policies/${name}/request`, by, { ...STRICT, ...body });

function decide(
  { id, rev }: { readonly id: string; readonly rev: number },
  by: SignedIn,
  how = "approve",
) {
  const reason = how === "approve" ? {} : { reason: "不妥" };
  return post(`/api/requests/${id}/${how}`, by, { rev, ...reason });
}

async function ruleOf(name: string) {
  const { body } = await server.request("/api/approval-policies", { cookie: cashier.cookie });
  return body.find((one: { name: string }) => one.name === name);
}

async function paid(amountFen: number): Promise<string> {
  const tenders = [{ method: "card", amountFen }];
  const body = { parts: [{ accountId: "h0", amountFen }], tenders };
  return (await post("/api/payments", cashier, body)).body.parts[0].entryId;
}

const reverse = (entryId: string, by: SignedIn) =>
  post(`/api/entries/${entryId}/reversal`, by, { reason: "错" });

async function askedReversal(entryId: string) {
  const path = `/api/entries/${entryId}/reversal-request`;
  return (await post(path, cashier, { reason: "错户" })).body.request;
}

test("the program's own holds until another is approved", async () => {
  expect(await ruleOf("reversal")).toMatchObject({
    commands: ["ledger.reverse"],
    approvers: ["ledger.approve-reversal", "ledger.release-reversal"],
    mayAlone: true,
    versions: [{ version: 1, alone: { eachFen: 1_000_000 } }],
  });
  expect(await ruleOf("seasons")).toMatchObject({ commands: ["seasons.move", "seasons.correct"] });
  expect(await ruleOf("policies")).toBeUndefined();
});

test("asked for, shown, approved: what waits keeps its own, what comes has the other", async () => {
  const [small, before] = [await paid(200_000), await paid(2_000_000)];
  const waiting = await askedReversal(before);
  const { request } = (await ask({ rev: 1 })).body;
  expect(request).toMatchObject({
    label: "requests.policy.reversal",
    amountFen: 0,
    preview: {
      changes: [{ field: "alone-each", from: ["¥10,000.00"], to: ["¥1,000.00"] }, {}, {}, {}, {}],
    },
    steps: [{ permission: "requests.approve-policies" }],
  });
  expect((await decide(request, admin)).body.request.state).toBe("executed");
  expect((await ruleOf("reversal")).versions).toMatchObject([
    { version: 2, reason: "内控检查", requestId: request.id, days: 3 },
    { version: 1 },
  ]);
  expect(waiting).toMatchObject({ policyVersion: 1, steps: [{}, {}] });
  const read = await server.request(`/api/requests/${waiting.id}`, { cookie: cashier.cookie });
  expect(read.body).toMatchObject({ policyVersion: 1, steps: waiting.steps });
  expect((await decide(waiting, manager)).body.request.state).toBe("pending");
  // ¥2,000 was done alone by the rule before.
  expect((await reverse(small, manager)).body.code).toBe("approval-needed");
  const next = await askedReversal(small);
  expect(next).toMatchObject({
    policyVersion: 2,
    steps: [{ permission: "ledger.release-reversal" }],
  });
  expect(next.expiresAt - next.askedAt).toBe(3 * 86_400_000);
});

describe("nobody loosens their own", () => {
  test.each<[string, readonly Role[], string]>([
    ["another one of finance", ["finance"], "out-of-scope"],
    ["an administrator who may reverse, too", ["administrator", "finance"], "own-concern"],
    ["an administrator who could approve by it", ["administrator", "hall-manager"], "own-concern"],
  ])("%s does not approve it", async (_, roles, code) => {
    const { request } = (await ask({ rev: 2, days: 30 })).body;
    const by = await server.signIn(roles);
    expect((await decide(request, by)).body.code).toBe(code);
    expect((await decide(request, finance)).body.code).toBe("own-request");
    await decide(request, admin, "decline");
  });

  test("an administrator asks for none, and a cashier neither", async () => {
    expect((await ask({ rev: 2 }, admin)).body.code).toBe("forbidden");
    expect((await ask({ rev: 2 }, cashier)).body.code).toBe("forbidden");
  });
});

test.each([
  [{ rev: 1 }, "reversal", "changed-meanwhile"],
  [{ rev: 2 }, "reversal", "approval-rule-same"],
  [{ rev: 2, days: 4, alone: { eachFen: 2, dayFen: 1 } }, "reversal", "approval-rule-wrong"],
  [{ rev: 1 }, "spaces", "approval-rule-wrong"],
  [{ rev: 1 }, "policies", "not-found"],
])("%j of %s is refused with %s", async (body, name, code) => {
  expect((await ask(body, finance, name)).body.code).toBe(code);
});

test("more steps than people could decide are refused", async () => {
  const step = { permission: "seasons.approve", overFen: 0, dayFen: null };
  const terms = { rev: 1, alone: null, days: 14 };
  const many = { ...terms, steps: Array.from({ length: 5 }, () => step) };
  expect((await ask(many, finance, "seasons")).body.code).toBe("too-few-approvers");
  const two = await ask({ ...terms, steps: [step, step] }, second, "seasons");
  expect(two.body.request.preview.changes).toMatchObject([{ field: "step-2", from: [] }]);
});
