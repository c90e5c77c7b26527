import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { planFind, planGroup } from "@warmline/shared/store/plan.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import { declare } from "./schema.ts";
import { findSql, groupSql, type Sql } from "./select.ts";

interface Case extends Stored {
  readonly state?: string;
  readonly due?: number | null;
}

const cases = collection<Case>("cases", {
  indexes: { byState: ["state", "due"], byDue: ["due"] },
});

const database = new DatabaseSync(":memory:");
declare(database, [cases]);

const planOf = ({ text, parameters }: Sql) =>
  database
    .prepare(`EXPLAIN QUERY PLAN ${text}`)
    .all(...parameters)
    .map(({ detail }) => String(detail));

const last: Case = { id: "c7", rev: 1, state: "new", due: 5 };
const finds: readonly Query<Case>[] = [
  { index: "byState", where: { state: "new" } },
  { index: "byState", where: { state: ["new", "assigned", "on-site"] } },
  { index: "byState", where: { state: ["new", "assigned"] }, after: last },
  { index: "byState", where: { state: "new" }, from: 3, after: last },
  { index: "byDue", after: last },
  { index: "byState", after: last },
];

const both = finds.flatMap((query) => [query, { ...query, order: "descending" as const }]);

test.each(both)("%j seeks in the index and never sorts", (query) => {
  const plan = planOf(findSql(cases, planFind(cases, query)));
  expect(plan.filter((step) => /TEMP B-TREE|SCAN/.test(step))).toEqual([]);
  expect(plan.some((step) => step.startsWith("SEARCH cases USING INDEX"))).toBe(true);
});

test("group reads the index alone, no row of the table", () => {
  const sql = groupSql(cases, planGroup(cases, { index: "byState", by: ["state"], sum: ["due"] }));
  const steps = database.prepare(`EXPLAIN ${sql.text}`).all(...sql.parameters);
  const tables = steps.filter(({ opcode, p3 }) => opcode === "OpenRead" && p3 === 0);
  const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'cases'").get();
  const table = tables.find(({ p2 }) => p2 === root?.["rootpage"])?.["p1"];
  const reads = steps.filter(({ opcode, p1 }) => opcode === "Column" && p1 === table);
  expect(reads).toEqual([]);
  expect(steps.some(({ opcode }) => opcode === "Column")).toBe(true);
});

test("an index that repeats a unique key is not kept twice, and sorts no more than ties", () => {
  const facts = collection<Stored & { stream: string; seq: number }>("facts", {
    indexes: { byStream: ["stream", "seq"] },
    unique: { seq: ["stream", "seq"] },
  });
  declare(database, [facts]);
  const indexes = database
    .prepare("SELECT name FROM sqlite_schema WHERE tbl_name = 'facts' AND sql LIKE '%INDEX%'")
    .all();
  expect(indexes.map(({ name }) => name)).toEqual(["facts.seq"]);
  const plan = planOf(
    findSql(facts, planFind(facts, { index: "byStream", where: { stream: "a" }, from: 3 })),
  );
  expect(plan[0]).toMatch(/^SEARCH facts USING INDEX facts.seq/);
  expect(plan.slice(1)).toEqual(["USE TEMP B-TREE FOR LAST TERM OF ORDER BY"]);
});
