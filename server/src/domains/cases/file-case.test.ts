import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { cases, caseSeries, reports, type Case } from "@warmline/shared/cases/model.ts";
import { openSqliteStore } from "../../platform/stores/sqlite/open.ts";
import { makeKeyedMutex } from "../../platform/commands/keyed-mutex.ts";
import { collections } from "../../modules.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { fileCase, type FileCaseInput } from "./file-case.ts";
import type { FiledCase } from "./filed-case.ts";
import * as it from "./fixture.ts";
import { join } from "node:path";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

async function filed(input: FileCaseInput, caller = it.agent): Promise<FiledCase> {
  const result = await fileCase(deps, caller, input);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

async function caseOf({ id }: { id: string }): Promise<Case> {
  const caseRecord = await deps.store.get(cases, id);
  if (caseRecord === null) throw new Error(`no case ${id}`);
  return caseRecord;
}

describe("the same report", () => {
  test("fifty times at the same moment is one case", async () => {
    const input = it.reportWith({ category: "other" });
    const answers = await Promise.all(Array.from({ length: 50 }, () => filed(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ outcome }) => outcome === "filed")).toHaveLength(1);
    const caseRecord = await caseOf(answers[0]!);
    expect([caseRecord.reportCount, caseRecord.history.length]).toEqual([1, 1]);
  });

  test("from two processes at the same moment is one case, and numbers have no gap", async () => {
    const file = join(deps.config.DATA_DIR, "warmline.sqlite");
    const store = await openSqliteStore({ file, collections });
    const other = { ...deps, store, mutex: makeKeyedMutex() };
    const inputs = Array.from({ length: 20 }, () => it.reportWith({ category: "other" }));
    const both = await Promise.all(
      inputs.flatMap((input) => [
        fileCase(deps, it.agent, input),
        fileCase(other, it.agent, input),
      ]),
    );
    await store.close();
    const ids = both.map((answer) => (answer.ok ? answer.value.id : answer.code));
    expect(new Set(ids).size).toBe(20);
    const all = await deps.store.find(cases, { index: "number", limit: 1_000 });
    const day = all[0]!.number.slice(0, 8);
    expect(all.map(({ number }) => Number(number.slice(9)))).toEqual(
      all.map((_, place) => place + 1),
    );
    expect((await deps.store.get(caseSeries, day))?.last).toBe(all.length);
  });

  test("later is answered with the same case, wherever that is by then", async () => {
    const input = it.reportWith({ category: "praise" });
    const first = await filed(input);
    expect(await filed({ ...input, description: "其他" })).toEqual({
      ...first,
      outcome: "repeated",
    });
  });
});

describe("what is known", () => {
  test("a household gives place and branch; the act is in case, report and audit", async () => {
    const input = it.reportWith({ householdId: it.eastHome.id, category: "praise" });
    const { id } = await filed(input);
    const caseRecord = await caseOf({ id });
    expect(caseRecord).toMatchObject({
      householdNumber: "100000001",
      placeText: "阳光小区 3号楼 2单元 501",
      branchId: it.EAST,
      state: "new",
      open: true,
    });
    const report = await deps.store.get(reports, `phone/${input.sourceId}`);
    expect([caseRecord.by?.command, report?.by?.id]).toEqual(["cases.file", caseRecord.by?.id]);
    const record = await deps.store.get(audit, caseRecord.by!.id);
    expect(record?.subjects).toContain(`cases/${id}`);
  });

  test("a phone on file finds the household, however it was typed", async () => {
    const contact = { phone: "138 0013 8000" };
    const { id } = await filed(it.reportWith({ contact, category: "praise" }));
    const caseRecord = await caseOf({ id });
    expect(caseRecord.householdId).toBe(it.eastHome.id);
    expect(caseRecord.contact.phone).toBe(it.eastHome.phone);
  });

  test.each([
    ["phone-unknown", { contact: { phone: "12" } }],
    ["household-not-found", { householdId: "nobody" }],
    ["file-not-found", { fileIds: ["nothing"] }],
    ["too-many-files", { fileIds: ["1", "2", "3", "4", "5", "6", "7"] }],
  ] as const)("%s changes nothing", async (code, given) => {
    const head = await deps.store.head();
    const answer = await fileCase(deps, it.agent, it.reportWith(given));
    expect(answer).toMatchObject({ ok: false, code });
    expect(await deps.store.head()).toBe(head);
  });

  test("a branch files for its own households; what it takes in otherwise is its own", async () => {
    const foreign = it.reportWith({ householdId: it.westHome.id, category: "praise" });
    expect(await fileCase(deps, it.dispatcher, foreign)).toMatchObject({ code: "out-of-scope" });
    const { id } = await filed(it.reportWith({ category: "praise" }), it.dispatcher);
    expect((await caseOf({ id })).branchId).toBe(it.EAST);
  });
});

describe("a report on an open matter", () => {
  test("is attached: counted, told, more urgent, the deadline nearer", async () => {
    const householdId = it.eastHome.id;
    const first = await filed(it.reportWith({ householdId, category: "leak" }));
    const before = await caseOf(first);
    const again = it.reportWith({
      householdId,
      category: "leak",
      urgency: "critical",
      description: "更大了",
    });
    expect(await filed(again)).toEqual({ ...first, outcome: "attached" });
    const after = await caseOf(first);
    expect(after.reportCount).toBe(2);
    expect(after.urgency).toBe("critical");
    expect(after.dueAt).toBeLessThan(before.dueAt);
    expect(after.openedAt).toBe(before.openedAt);
    expect(after.history.at(-1)).toMatchObject({ kind: "reported-again", description: "更大了" });
  });

  test("unless whoever files it says that it is another matter", async () => {
    const given = { householdId: it.westHome.id, category: "leak" } as const;
    const first = await filed(it.reportWith(given));
    const second = await filed(it.reportWith({ ...given, separate: true }));
    expect(second.outcome).toBe("filed");
    expect(second.id).not.toBe(first.id);
  });

  test("of one household, twenty at the same moment from two processes, is one case", async () => {
    const file = join(deps.config.DATA_DIR, "warmline.sqlite");
    const store = await openSqliteStore({ file, collections });
    const other = { ...deps, store, mutex: makeKeyedMutex() };
    const given = { householdId: it.westHome.id, category: "private-alteration" } as const;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        fileCase(place % 2 === 0 ? deps : other, it.agent, it.reportWith(given)),
      ),
    );
    await store.close();
    const values = answers.map((answer) => (answer.ok ? answer.value : null));
    expect(new Set(values.map((value) => value?.id)).size).toBe(1);
    expect((await caseOf({ id: values[0]!.id })).reportCount).toBe(20);
  });
});
