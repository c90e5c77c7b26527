import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import { cases, reports, type Case } from "@warmline/shared/cases/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { fileCase, type FileCaseInput } from "./file-case.ts";
import type { FiledCase } from "./intake.ts";
import { assign } from "./dispatch-commands.ts";
import * as it from "./fixture.ts";
import { must } from "./fixture.ts";
import { expectRefused } from "./testing.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

async function filed(input: FileCaseInput, caller = it.agent): Promise<FiledCase> {
  const result = await runCommand(deps, caller, fileCase, input);
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

  test("later is answered with the same case, wherever that is by then", async () => {
    const contact = { phone: it.eastHome.phone };
    const input = it.reportWith({ category: "praise", contact });
    const first = await filed(input, it.dispatcher);
    const away = { id: first.id, branchId: it.WEST };
    await must(runCommand(deps, it.supervisor, assign, away));
    const head = await deps.store.head();
    const repeated = { ...first, outcome: "repeated" };
    const typedOtherwise = { ...input, contact: { phone: "138 0013 8000" } };
    expect(await filed(input, it.dispatcher)).toEqual(repeated);
    expect(await filed(typedOtherwise, it.dispatcher)).toEqual(repeated);
    expect(await filed({ ...input, householdId: it.eastHome.id }, it.dispatcher)).toEqual(repeated);
    expect(await deps.store.head()).toBe(head);
  });

  test.each([
    ["words", { description: "楼上漏水" }],
    ["category", { category: "leak" }],
    ["urgency", { urgency: "critical" }],
    ["name", { contact: { name: "李强" } }],
    ["phone", { contact: { phone: "+8613700137111" } }],
    ["household", { householdId: it.westHome.id }],
    ["pictures", { fileIds: ["another"] }],
    ["proof", { proven: true }],
  ] as const)("with other %s under the same id is refused, not lost", async (_, other) => {
    const given = { category: "other", householdId: it.eastHome.id } as const;
    const input = it.reportWith({ ...given, contact: { name: "王秀英" } });
    await filed(input);
    const head = await deps.store.head();
    const answer = await runCommand(deps, it.agent, fileCase, { ...input, ...other });
    expect(answer).toMatchObject({ ok: false, code: "source-reused" });
    expect(await deps.store.head()).toBe(head);
  });

  test("under the same id of another source is another report", async () => {
    const input = it.reportWith({ category: "other" });
    const [phone, wechat] = [await filed(input), await filed({ ...input, source: "wechat" })];
    expect(wechat).toMatchObject({ outcome: "filed" });
    expect(wechat.id).not.toBe(phone.id);
  });
});

test("numbers begin anew each day; one that was refused or lost leaves no gap", async () => {
  let broken = false;
  const commit: typeof deps.store.commit = (...of) =>
    broken ? Promise.reject(new Error("gone")) : deps.store.commit(...of);
  const frail = { ...deps, store: { ...deps.store, commit } };
  const file = (given: Partial<FileCaseInput> = {}) =>
    runCommand(frail, it.agent, fileCase, it.reportWith({ category: "other", ...given }));
  const numberOf = async () => (await must(file())).number.split("-").map(Number);
  const [day = 0, number = 0] = await numberOf();
  expect((await file({ fileIds: ["none"] })).ok).toBe(false);
  broken = true;
  await expect(file()).rejects.toThrow("gone");
  broken = false;
  expect(await numberOf()).toEqual([day, number + 1]);
  deps.advance(24 * 3_600_000);
  const [tomorrow = 0, first] = await numberOf();
  expect([tomorrow > day, first]).toEqual([true, 1]);
  deps.advance(-24 * 3_600_000);
  expect(await numberOf()).toEqual([day, number + 2]);
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

  test("a branch files for its own households; what it takes in otherwise is its own", async () => {
    const foreign = it.reportWith({ householdId: it.westHome.id, category: "praise" });
    expect(await runCommand(deps, it.dispatcher, fileCase, foreign)).toMatchObject({
      code: "out-of-scope",
    });
    const { id } = await filed(it.reportWith({ category: "praise" }), it.dispatcher);
    expect((await caseOf({ id })).branchId).toBe(it.EAST);
  });
});

describe("what a branch learns by filing with a phone", () => {
  /** All that comes out: what is answered, and what is then read of the case. */
  async function learnt(phone: string, more: Partial<FileCaseInput> = {}) {
    const input = it.reportWith({ category: "praise", contact: { phone }, ...more });
    const { outcome, id } = await filed(input, it.dispatcher);
    const { householdId, branchId, placeText, reportCount } = await caseOf({ id });
    return { outcome, householdId, branchId, placeText, reportCount };
  }
  const nothing = { outcome: "filed", branchId: it.EAST, reportCount: 1 };

  test("is the same of another branch's household as of a phone that nobody has", async () => {
    expect(await learnt("+8613611112222")).toEqual(nothing);
    expect(await learnt(it.westHome.phone)).toEqual(nothing);
    expect(await learnt(it.eastHome.phone)).toMatchObject({ householdId: it.eastHome.id });
  });

  test("is nothing of a phone that more share than are looked through", async () => {
    const phone = "+8613677778888";
    const { rev: _, ...home } = (await deps.store.get(households, it.eastHome.id))!;
    const sharing = Array.from({ length: 52 }, (_none, at) => {
      // The first and the last are of the branch itself.
      const branchId = at % 51 === 0 ? it.EAST : it.WEST;
      const own = { id: `shared-${100 + at}`, number: `${200_000_000 + at}`, phones: [phone] };
      return insert(households, { ...home, ...own, place: { ...home.place, branchId } });
    });
    await deps.store.commit(sharing);
    expect(await learnt(phone)).toEqual(nothing);
  });

  test("is the same where another branch has an open case of the phone", async () => {
    const phone = "+8613655556666";
    const known = {
      householdId: it.westHome.id,
      category: "not-warm",
      contact: { phone },
    } as const;
    const west = await filed(it.reportWith(known));
    expect(await learnt(phone, { category: "not-warm" })).toEqual(nothing);
    expect((await caseOf(west)).reportCount).toBe(1);
    // Its own is found, and a city's agent finds the oldest of all.
    expect(await learnt(phone, { category: "not-warm" })).toMatchObject({ outcome: "attached" });
    const asked = it.reportWith({ category: "not-warm", contact: { phone } });
    expect(await filed(asked)).toMatchObject({ id: west.id, outcome: "attached" });
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
    expect(resolveClock(after).due).toBeLessThan(resolveClock(before).due);
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
});

describe("each refusal, in its order", () => {
  const again = it.reportWith({ category: "other" });
  const files = Array.from({ length: 7 }, (_, place) => `file-${place}`);
  const faulty = {
    ...again,
    description: "另一件事",
    contact: { phone: "12" },
    householdId: "nobody",
    fileIds: files,
  };
  beforeAll(() => must(runCommand(deps, it.agent, fileCase, again)));

  const mending: readonly [code: string, mended: Partial<FileCaseInput>][] = [
    ["phone-unknown", {}],
    ["too-many-files", { contact: {} }],
    ["source-reused", { fileIds: files.slice(1) }],
    ["household-not-found", { sourceId: "its-own" }],
    ["out-of-scope", { householdId: it.westHome.id }],
    ["file-not-found", { householdId: it.eastHome.id }],
  ];
  test.each(mending.map(([code], place): [string, number] => [code, place]))(
    "%s",
    async (code, place) => {
      const mended = mending.slice(0, place + 1).map(([, given]) => given);
      const input = Object.assign({}, faulty, ...mended) as FileCaseInput;
      const file = () => runCommand(deps, it.dispatcher, fileCase, input);
      await expectRefused(deps, code, file);
    },
  );
});
