import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Content } from "@warmline/shared/knowledge/content.ts";
import { articleOf, scriptOf } from "@warmline/shared/knowledge/fixture.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";

// Over HTTP: written by one, approved by another, found by whoever answers residents.

onEachEngine((settings) => {
  let server: TestServer;
  let who: Readonly<Record<"writer" | "approver" | "elsewhere" | "agent", SignedIn>>;
  beforeAll(async () => {
    server = await startTestServer(settings);
    who = {
      writer: await server.signIn(["supervisor"]),
      approver: await server.signIn(["finance"]),
      elsewhere: await server.signIn(["supervisor"], { kind: "branch", branchId: "branch-01" }),
      agent: await server.signIn(["agent"]),
    };
  });
  afterAll(() => closeAndDrop(server));

  type Who = keyof typeof who;
  const get = (path: string, as: Who = "writer") =>
    server.request(`/api/knowledge${path}`, { cookie: who[as].cookie });
  const post = (path: string, body: unknown, as: Who = "writer") =>
    server.request(`/api/knowledge${path}`, { cookie: who[as].cookie, body });

  async function written(content: Content = articleOf()): Promise<string> {
    const answer = await post("", { content });
    expect(answer.status).toBe(200);
    return answer.body.id;
  }
  /** At the revision that there is. */
  async function does(id: string, verb: string, as: Who = "writer", body: object = {}) {
    const { rev } = (await get(`/${id}`)).body;
    return post(`/${id}/${verb}`, { rev, ...body }, as);
  }
  async function must(...step: Parameters<typeof does>) {
    const answer = await does(...step);
    expect([step[1], answer.status]).toEqual([step[1], 200]);
    return answer.body;
  }
  async function approved(content: Content = articleOf()): Promise<string> {
    const id = await written(content);
    await must(id, "submit");
    await must(id, "approve", "approver");
    return id;
  }
  const found = async (q: string, as: Who = "agent") => (await post("/find", { q }, as)).body.rows;
  const named = (zh: string) => articleOf({ title: { zh, en: "" } });

  describe("from a draft to what agents find", () => {
    test("numbered without gaps; found by agents once it is approved, not before", async () => {
      const [one, two] = await Promise.all([written(named("甲乙")), written(named("甲乙丙"))]);
      const numbers = [(await get(`/${one}`)).body.number, (await get(`/${two}`)).body.number];
      const places = numbers.map((number) => Number(number.slice(2))).toSorted((a, b) => a - b);
      expect(places[1]).toBe(places[0]! + 1);
      expect(await found("甲乙")).toEqual([]);
      expect((await get(`/${one}`, "agent")).status).toBe(404);
      expect(await found("甲乙", "writer")).toHaveLength(2);
      await must(one, "submit");
      await must(one, "approve", "approver");
      expect(await found("甲乙")).toMatchObject([{ id: one, state: "holding", version: 1 }]);
    });

    test("who only reads is told nothing of the draft beside it", async () => {
      const id = await approved(named("读者"));
      await must(id, "save", "writer", { content: named("读者改") });
      const [row] = await found("读者");
      expect(row).not.toHaveProperty("draft");
      expect((await get(`/${id}`, "agent")).body).not.toHaveProperty("draft");
      expect((await get(`/${id}`)).body).toMatchObject({ draft: { content: named("读者改") } });
      expect((await found("读者", "writer"))[0]).toMatchObject({ draft: "editing" });
    });

    test("every version stays, the newest first", async () => {
      const id = await approved(named("第一"));
      await must(id, "save", "writer", { content: named("第二") });
      await must(id, "submit");
      await must(id, "approve", "approver");
      const { versions } = (await get(`/${id}/versions`, "agent")).body;
      expect(versions).toMatchObject([
        { version: 2, content: named("第二"), approvedByName: who.approver.login },
        { version: 1, content: named("第一"), writtenByName: who.writer.login },
      ]);
    });

    test("retired it is found by no agent, but can still be read; restored it is", async () => {
      const id = await approved(named("停用过"));
      await must(id, "retire", "approver", { reason: "过时" });
      expect(await found("停用过")).toEqual([]);
      expect((await get(`/${id}`, "agent")).body.state).toBe("retired");
      await must(id, "restore", "approver", { reason: "仍然有用" });
      expect(await found("停用过")).toHaveLength(1);
    });

    test("its owner and review date, and back", async () => {
      const id = await approved();
      const before = (await get(`/${id}`)).body;
      const to = { ownerId: who.agent.id, reviewOn: "2027-03-01" };
      await must(id, "care", "writer", to);
      expect((await get(`/${id}`)).body).toMatchObject({ ...to, ownerName: who.agent.login });
      const { ownerId, reviewOn } = before;
      await must(id, "care", "writer", { ownerId, reviewOn });
      expect((await get(`/${id}`)).body).toEqual({ ...before, rev: before.rev + 2 });
    });
  });

  describe("refused", () => {
    test("to approve one's own, from a branch, without the right to, and what moved", async () => {
      const id = await written();
      await must(id, "submit");
      const { rev } = (await get(`/${id}`)).body;
      expect((await does(id, "approve")).body.code).toBe("own-draft");
      expect((await does(id, "approve", "elsewhere")).body.code).toBe("out-of-scope");
      expect((await does(id, "approve", "agent")).status).toBe(403);
      expect((await post("", { content: articleOf() }, "agent")).status).toBe(403);
      await must(id, "withdraw");
      await must(id, "submit");
      const late = await post(`/${id}/approve`, { rev }, "approver");
      expect(late.body.code).toBe("changed-meanwhile");
    });

    test("a script with a way that ends nowhere, and one that becomes an article", async () => {
      const { steps } = scriptOf();
      const id = await written(scriptOf({ steps: steps.slice(0, 3) }));
      expect((await get(`/${id}`)).body.number).toMatch(/^S-\d{3}$/);
      const { body } = await does(id, "submit");
      expect(body).toMatchObject({ code: "script-step-missing", detail: { step: "visit" } });
      const other = await does(id, "save", "writer", { content: articleOf() });
      expect(other.body.code).toBe("knowledge-other-kind");
      await must(id, "save", "writer", { content: scriptOf() });
      await must(id, "submit");
      await must(id, "approve", "approver");
    });

    test("an owner who is nobody", async () => {
      const nobody = { ownerId: "nobody", reviewOn: "2027-03-01" };
      const answer = await does(await approved(), "care", "writer", nobody);
      expect(answer.body.code).toBe("owner-unknown");
    });

    test("of two who approve at once one does", async () => {
      const id = await written();
      await must(id, "submit");
      const { rev } = (await get(`/${id}`)).body;
      const second = await server.signIn(["finance"]);
      const path = `/api/knowledge/${id}/approve`;
      const both = [who.approver, second].map(({ cookie }) =>
        server.request(path, { cookie, body: { rev } }),
      );
      const statuses = (await Promise.all(both)).map(({ status }) => status);
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
      expect((await get(`/${id}/versions`)).body.versions).toHaveLength(1);
    });

    test.each([
      ["a title without Chinese", { title: { zh: "", en: "x" } }],
      ["no text", { body: { zh: "", en: "" } }],
      ["an intent that nobody has", { intents: ["dance"] }],
      ["marks that turn text around", { title: { zh: "甲\u202e乙", en: "" } }],
    ])("%s", async (_, given) => {
      const answer = await post("", { content: { ...articleOf(), ...given } });
      expect([answer.status, answer.body.code]).toEqual([400, "bad-input"]);
    });
  });

  describe("what people say of it", () => {
    const votes = async (id: string, as: Who) => (await get(`/${id}/votes`, as)).body;
    const vote = (id: string, verdict: string, as: Who, version = 1) =>
      post(`/${id}/vote`, { version, verdict }, as);

    test("once a person and version, taken back, begun anew with the next version", async () => {
      const id = await approved();
      await vote(id, "helpful", "agent");
      await vote(id, "helpful", "agent");
      await vote(id, "unhelpful", "writer");
      expect(await votes(id, "agent")).toEqual({ helpful: 1, unhelpful: 1, own: "helpful" });
      await vote(id, "none", "agent");
      expect(await votes(id, "agent")).toEqual({ helpful: 0, unhelpful: 1, own: "none" });
      expect((await vote(id, "helpful", "agent", 2)).body.code).toBe("knowledge-version-unknown");
      await must(id, "save", "writer", { content: named("第二版") });
      await must(id, "submit");
      await must(id, "approve", "approver");
      expect(await votes(id, "writer")).toEqual({ helpful: 0, unhelpful: 0, own: "none" });
    });

    test("what was looked for in vain is counted, dealt with, put back, missed again", async () => {
      const misses = async () =>
        (await server.request("/api/knowledge-misses", { cookie: who.writer.cookie })).body.misses;
      const miss = (words: string) =>
        server.request("/api/knowledge-misses", { cookie: who.agent.cookie, body: { words } });
      const act = (verb: string) =>
        server.request(`/api/knowledge-misses/${encodeURIComponent("暖气 异响")}/${verb}`, {
          cookie: who.writer.cookie,
          body: {},
        });
      await miss("暖气  异响");
      await miss("暖气 异响 ");
      expect(await misses()).toMatchObject([{ id: "暖气 异响", count: 2 }]);
      expect((await act("clear")).status).toBe(200);
      expect(await misses()).toEqual([]);
      await act("put-back");
      expect(await misses()).toMatchObject([{ count: 2 }]);
      await act("clear");
      await miss("暖气 异响");
      expect(await misses()).toMatchObject([{ count: 3 }]);
      expect((await miss("138 0013 8000")).body.code).toBe("personal-number");
      const refused = await server.request("/api/knowledge-misses", { cookie: who.agent.cookie });
      expect(refused.status).toBe(403);
    });
  });
});
