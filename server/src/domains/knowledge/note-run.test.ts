import { afterAll, beforeAll, expect, test } from "vitest";
import { cases } from "@warmline/shared/cases/model.ts";
import { articleOf, scriptOf } from "@warmline/shared/knowledge/fixture.ts";
import type { Content } from "@warmline/shared/knowledge/content.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { EAST, furnish, WEST } from "../incidents/fixture.ts";

// Over HTTP: a run beside a call is written on the case by whoever may note it there.

onEachEngine((settings) => {
  let server: TestServer;
  let who: Readonly<Record<"writer" | "approver" | "agent" | "east" | "west", SignedIn>>;
  beforeAll(async () => {
    server = await startTestServer(settings);
    await furnish(server.deps);
    who = {
      writer: await server.signIn(["supervisor"]),
      approver: await server.signIn(["finance"]),
      agent: await server.signIn(["agent"]),
      east: await server.signIn(["dispatcher"], { kind: "branch", branchId: EAST }),
      west: await server.signIn(["dispatcher"], { kind: "branch", branchId: WEST }),
    };
  });
  afterAll(() => closeAndDrop(server));

  type Who = keyof typeof who;
  async function post(path: string, body: unknown, as: Who = "writer", key?: string) {
    const keyed = key === undefined ? {} : { key };
    return server.request(path, { cookie: who[as].cookie, body, ...keyed });
  }

  async function approved(content: Content): Promise<string> {
    const { body } = await post("/api/knowledge", { content });
    const path = `/api/knowledge/${body.id}`;
    await post(`${path}/submit`, { rev: 1 });
    expect((await post(`${path}/approve`, { rev: 2 }, "approver")).status).toBe(200);
    return body.id;
  }
  async function filed(): Promise<string> {
    const about = { householdId: "home-11", category: "not-warm", description: "不热" };
    const { body } = await post("/api/cases", { ...about, separate: true }, "agent");
    return body.id;
  }
  const notes = async (id: string) =>
    (await server.deps.store.get(cases, id))!.history
      .filter(({ kind }) => kind === "noted")
      .map(({ description, actorId }) => ({ description, actorId }));
  const noted = (itemId: string, given: object, as: Who = "agent", key?: string) => {
    const { caseId, ...body } = { version: 1, answers: [0, 0], caseId: "nothing", ...given };
    return post(`/api/cases/${caseId}/note-run`, { itemId, ...body }, as, key);
  };

  test("what was asked and answered, and the outcome; sent twice it is written once", async () => {
    const [id, caseId] = [await approved(scriptOf()), await filed()];
    const { number } = (await server.request(`/api/knowledge/${id}`, { cookie: who.agent.cookie }))
      .body;
    for (let time = 0; time < 2; time += 1) {
      expect((await noted(id, { caseId }, "agent", "run-of-one-call")).status).toBe(200);
    }
    const description = [
      `${number} 排查：放气（第 1 版）`,
      "问：上面凉还是下面凉？ 答：上面凉",
      "问：放气以后热了吗？ 答：热了",
      "结论：已解决。放气以后热了。",
    ].join("\n");
    expect(await notes(caseId)).toEqual([{ description, actorId: who.agent.id }]);
  });

  test("by the version that was run, though another one holds by now", async () => {
    const [id, caseId] = [await approved(scriptOf()), await filed()];
    const steps = [scriptOf().steps[3]!];
    const path = `/api/knowledge/${id}`;
    await post(`${path}/save`, { rev: 3, content: scriptOf({ steps }) });
    await post(`${path}/submit`, { rev: 4 });
    expect((await post(`${path}/approve`, { rev: 5 }, "approver")).status).toBe(200);
    expect((await noted(id, { caseId, answers: [1] })).status).toBe(200);
    expect((await noted(id, { caseId, answers: [], version: 2 })).status).toBe(200);
    expect((await notes(caseId)).map((one) => one.description?.split("\n").length)).toEqual([3, 2]);
  });

  test("refused, in their order, with nothing written", async () => {
    const [id, caseId] = [await approved(scriptOf()), await filed()];
    const article = await approved(articleOf());
    const rows = [
      ["not-found", "nothing", { answers: [0] }],
      ["knowledge-version-unknown", "nothing", { caseId, answers: [0] }],
      ["knowledge-version-unknown", id, { caseId, version: 9, answers: [0] }],
      ["run-unfinished", id, { caseId, answers: [0] }],
      ["run-unfinished", id, { caseId, answers: [0, 0, 0] }],
      ["run-unfinished", article, { caseId, answers: [] }],
    ] as const;
    for (const [code, of, given] of rows) {
      expect((await noted(of, given)).body.code).toBe(code);
    }
    const elsewhere = await noted("nothing", { caseId }, "west");
    expect(elsewhere.body.code).toBe("out-of-scope");
    expect((await noted(id, { caseId }, "approver")).status).toBe(403);
    expect(await notes(caseId)).toEqual([]);
    expect((await noted(id, { caseId }, "east")).status).toBe(200);
  });
});
