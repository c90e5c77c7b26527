import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { SEED_ANSWERS } from "@warmline/shared/chatdesk/canned-seed.ts";
import type { AnswerRow } from "@warmline/shared/chatdesk/rows.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { answerViews } from "./answers-view.ts";

let server: TestServer;
let supervisor: string;
let agent: string;
let ofBranch: string;
beforeAll(async () => {
  server = await startTestServer();
  supervisor = (await server.signIn(["supervisor"])).cookie;
  agent = (await server.signIn(["agent"])).cookie;
  const scope = { kind: "branch", branchId: "branch-01" } as const;
  ofBranch = (await server.signIn(["supervisor"], scope)).cookie;
});
afterAll(() => server.close());

async function post(cookie: string, path: string, body: object = {}) {
  const answer = await server.request(`/api/chatdesk/answers${path}`, { cookie, body });
  return { status: answer.status, ...(answer.body as Partial<AnswerRow> & { code?: string }) };
}

async function shown(): Promise<Map<string, AnswerRow>> {
  const rows = (await answerViews(server.deps)[0]!.snapshot("canned-answers")) as AnswerRow[];
  return new Map(rows.map((row) => [row.shortcut, row]));
}

const WORDS = { shortcut: "fp", text: "发票在营业厅开具。", textEn: "Invoices are at the hall." };

test("a supervisor of the city adds, changes, retires and brings back, nobody else", async () => {
  expect((await post(agent, "", WORDS)).status).toBe(403);
  expect((await post(ofBranch, "", WORDS)).code).toBe("out-of-scope");
  const { id, ...added } = await post(supervisor, "", WORDS);
  expect(added).toMatchObject({ status: 200, rev: 1, retired: false, ...WORDS });
  expect((await shown()).get("fp")).toMatchObject({ id, ...WORDS });

  const { textEn: _, ...chinese } = { ...WORDS, shortcut: "kp" };
  expect(await post(supervisor, `/${id}/change`, { rev: 7, ...chinese })).toMatchObject({
    code: "changed-meanwhile",
  });
  expect(await post(supervisor, `/${id}/change`, { rev: 1, ...chinese })).toMatchObject({
    rev: 2,
    shortcut: "kp",
  });
  expect((await shown()).get("kp")).toEqual({ id, rev: 2, retired: false, ...chinese });

  expect((await post(supervisor, `/${id}/retire`)).retired).toBe(true);
  expect((await shown()).get("kp")).toMatchObject({ retired: true });
  expect((await post(supervisor, `/${id}/restore`)).retired).toBe(false);
  const where = { command: "chatdesk.restore-answer" };
  const trail = await server.deps.store.find(audit, { index: "byCommand", where });
  expect(trail.at(-1)).toMatchObject({ subjects: [`cannedAnswers/${id}`] });
});

test("the program's own are there from the first start and are kept like others", async () => {
  const [seed] = SEED_ANSWERS as [AnswerRow];
  const { id, shortcut } = seed;
  expect((await shown()).get(shortcut)).toMatchObject({ rev: 0, text: seed.text });
  const wording = { shortcut, text: "您好，这里是供热热线。" };
  expect(await post(supervisor, `/${id}/change`, { rev: 0, ...wording })).toMatchObject({ rev: 1 });
  expect((await shown()).get(shortcut)).toEqual({ id, rev: 1, retired: false, ...wording });
  expect((await post(supervisor, "", { ...WORDS, shortcut })).code).toBe("shortcut-taken");
  expect((await post(supervisor, "/seed-nothing/retire")).code).toBe("not-found");
});

test("of two who add the same shortcut at once one has it", async () => {
  const both = await Promise.all(
    ["甲", "乙"].map((text) => post(supervisor, "", { shortcut: "tb", text })),
  );
  expect(both.map(({ code }) => code ?? "added").toSorted()).toEqual(["added", "shortcut-taken"]);
});
