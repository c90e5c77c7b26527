import { afterAll, beforeAll, expect, test } from "vitest";
import { counters } from "@warmline/shared/hall/model.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { AuditRow, SubjectName } from "@warmline/shared/audit/api.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, done, settle } from "../ledger/testing.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import { testedModules } from "../../testing.ts";
import { subjectNames } from "../../platform/audit/subject-names.ts";

let server: TestServer;
let auditor: string;
let administrator: string;

beforeAll(async () => {
  server = await startTestServer();
  await settle(server.deps, 30);
  auditor = (await server.signIn(["auditor"])).cookie;
  administrator = (await server.signIn(["administrator"])).cookie;
});
afterAll(() => server.close());

interface Page {
  readonly rows: readonly AuditRow[];
  readonly names: readonly SubjectName[];
}

async function page(cookie: string, language = "zh-CN"): Promise<Page> {
  const headers = { "accept-language": language };
  return (await server.request("/api/audit", { cookie, headers })).body;
}

const named = ({ names }: Page, subject: string) => names.find((one) => one.subject === subject);

test("households by number and name, entries as what they are; masked where need be", async () => {
  const input = { id: "h0", season: "2025-2026" };
  const charged = await done(server.deps, caller(), charge, input);
  const entry = `entries/${charged.entryId}`;
  const shown = await page(auditor);
  const link = { kind: "household", id: "h0" };
  expect(named(shown, "households/h0")).toMatchObject({ text: "100000000 张三", page: link });
  expect(named(shown, entry)).toMatchObject({ text: "100000000 张三 · #1 应收", page: link });
  const masked = await page(administrator);
  expect(named(masked, "households/h0")).toEqual({
    subject: "households/h0",
    text: "100000000 张*",
  });
  expect(named(masked, entry)).not.toHaveProperty("page");
  expect(named(await page(auditor, "en"), entry)?.text).toMatch(/ · #1 \w+$/);
});

test("counters with their hall, sign-ins by whose they are, what is gone not at all", async () => {
  const { deps } = server;
  const body = { id: "h1/7", hallId: "hall-xicheng", number: 7, serviceIds: [], priorityRun: 0 };
  const writes = [insert(counters, { ...body, state: "closed" })];
  const subjects = ["counters/h1/7", "staff/nobody", "subject without a shape"];
  await commitAudited(deps, caller(), { command: "hall.open", subjects }, writes);
  const shown = await page(auditor);
  expect(named(shown, "counters/h1/7")).toMatchObject({
    text: "7 · 西城大厅",
    page: { kind: "hall", id: "hall-xicheng" },
  });
  expect(named(shown, "staff/nobody")).toBeUndefined();
  const signIn = shown.names.find(({ subject }) => subject.startsWith("sessions/"));
  expect(signIn).toMatchObject({ page: { kind: "staff" } });
  expect(signIn?.text).not.toContain(signIn?.subject.slice(9, 40));
});

test("of a bulk command the first few subjects are shown, and how many they are", async () => {
  const subjects = Array.from({ length: 30 }, (_, place) => `households/h${place}`);
  await commitAudited(server.deps, caller(), { command: "ledger.open-many", subjects }, []);
  const [row] = (await page(auditor)).rows;
  expect(row).toMatchObject({ subjects: subjects.slice(0, 3), subjectCount: 30 });
});

test("a page of many subjects is two reads a collection", async () => {
  const { store } = server.deps;
  let reads = 0;
  const counted = {
    ...store,
    getMany<D extends Stored>(collection: Collection<D>, ids: readonly string[]) {
      reads += 1;
      return store.getMany(collection, ids);
    },
  };
  const subjects = Array.from({ length: 30 }, (_, place) => [
    `households/h${place}`,
    `contracts/h${place}/2025-2026`,
  ]).flat();
  const { actor } = caller();
  const names = await subjectNames(
    { store: counted },
    testedModules.flatMap((one) => one.subjects ?? []),
  )(actor, "zh", subjects);
  expect(names).toHaveLength(60);
  expect(reads).toBe(2);
});
