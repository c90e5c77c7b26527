import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { fileCase } from "./file-case.ts";
import { askExtension, grant } from "./deadline-commands.ts";
import { classify, hidePicture, note } from "./description-commands.ts";
import { accept, assign } from "./dispatch-commands.ts";
import { reopen, withdraw } from "./follow-up-commands.ts";
import { detachReport, merge, unmerge } from "./merge-commands.ts";
import { arrive, resolve } from "./work-commands.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { anHourMore } from "./testing.ts";
import * as it from "./fixture.ts";
import { changed, must } from "./fixture.ts";
import { reportsOf } from "./queries.ts";
import { readFile } from "./read-file.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const proof = { description: "已放气", roomTemperatureDeci: 205 };

async function caseNow(id: string): Promise<Case> {
  const caseRecord = await deps.store.get(cases, id);
  if (caseRecord === null) throw new Error(`no case ${id}`);
  return caseRecord;
}

async function opened(given: Parameters<typeof it.reportWith>[0] = {}): Promise<Case> {
  const report = it.reportWith({ householdId: it.eastHome.id, separate: true, ...given });
  return caseNow((await must(runCommand(deps, it.agent, fileCase, report))).id);
}

/** A picture that the agent has uploaded. */
async function picture(): Promise<string> {
  const id = deps.ids.next();
  const { actor } = it.agent;
  const uploader = { uploaderId: actor.id, uploaderName: actor.name };
  const file = { id, state: "waiting", type: "image/webp", sizeBytes: 3, at: EPOCH } as const;
  await deps.files.put(id, new Uint8Array([1, 2, 3]), file.type);
  const of = { command: "test.upload", subjects: [] };
  await commitAudited(deps, it.agent, of, [insert(storedFiles, { ...file, ...uploader })]);
  return id;
}

const into = (caseRecord: Case, other: Case) =>
  runCommand(deps, it.supervisor, merge, { id: caseRecord.id, intoId: other.id });
const apart = (caseRecord: Case) => runCommand(deps, it.supervisor, unmerge, { id: caseRecord.id });

/** What undoing must restore: all but the revision and what stands in the history. */
function asItWas({ rev: _, by: __, history: ___, ...rest }: Case) {
  return rest;
}

test("a merged case closes and points to the other, which counts its reports", async () => {
  const fileIds = [await picture()];
  const report = it.reportWith({ householdId: it.eastHome.id, separate: true, fileIds });
  const filed = await must(runCommand(deps, it.agent, fileCase, report));
  await must(runCommand(deps, it.supervisor, assign, { id: filed.id, branchId: it.WEST }));
  const [caseRecord, other] = [await caseNow(filed.id), await opened()];
  await must(into(caseRecord, other));
  const merged = await caseNow(caseRecord.id);
  expect(merged).toMatchObject({
    state: "closed",
    open: false,
    mergedInto: { caseId: other.id, number: other.number, fromState: "assigned" },
  });
  expect(merged.history.at(-1)).toMatchObject({ kind: "merged", data: { to: other.number } });
  const whole = await caseNow(other.id);
  expect(whole).toMatchObject({ reportCount: 2, state: "new" });
  expect(resolveClock(whole).due).toBe(resolveClock(caseRecord).due);
  expect(whole.attachments.map(({ fileId }) => fileId)).toEqual(fileIds);
  const all = await must(reportsOf(deps, it.supervisor, other.id));
  expect(all.map(({ mergedCaseId }) => mergedCaseId)).toEqual([caseRecord.id, undefined]);

  // The branch that has the other case sees the pictures, too, until the merge is undone.
  expect(await readFile(deps, it.dispatcher, fileIds[0]!)).toMatchObject({ ok: true });
  const again = await must(runCommand(deps, it.agent, fileCase, report));
  expect(again).toMatchObject({ id: other.id, outcome: "repeated" });
  await must(apart(caseRecord));
  expect(await readFile(deps, it.dispatcher, fileIds[0]!)).toMatchObject({ code: "out-of-scope" });
  expect((await must(runCommand(deps, it.agent, fileCase, report))).id).toBe(caseRecord.id);
});

test("it all stands in one commit, under both cases", async () => {
  const [caseRecord, other] = [await opened(), await opened()];
  const before = await deps.store.head();
  await must(into(caseRecord, other));
  const entries = await deps.store.read(before, 10);
  expect(entries).toHaveLength(1);
  const written = entries[0]!.writes.filter(({ collection }) => collection === "cases");
  expect(written.map(({ id }) => id)).toEqual([caseRecord.id, other.id]);
});

describe("undone, each case is as it was", () => {
  test("whatever its state, an extension asked for included", async () => {
    const { id } = await opened();
    const worker = { branchId: it.EAST, assigneeId: it.worker.actor.id };
    const steps = [
      () => runCommand(deps, it.agent, note, { id, description: "又来电" }),
      () => runCommand(deps, it.dispatcher, assign, { id, ...worker }),
      () => runCommand(deps, it.worker, accept, { id }),
      async () => {
        const asking = { id, ...anHourMore(await caseNow(id)) };
        return runCommand(deps, it.worker, askExtension, asking);
      },
      () => runCommand(deps, it.worker, arrive, { id }),
      () => runCommand(deps, it.worker, resolve, { id, ...proof }),
      () => runCommand(deps, it.agent, reopen, { id, description: "又冷了" }),
    ];
    for (const step of steps) {
      await must<unknown>(step());
      const [caseRecord, other] = [await caseNow(id), await opened()];
      await must(into(caseRecord, other));
      await must(apart(caseRecord));
      expect(asItWas(await caseNow(id))).toEqual(asItWas(caseRecord));
      expect(asItWas(await caseNow(other.id))).toEqual(asItWas(other));
    }
  });

  test("after any chain of merges, the last one first", async () => {
    const seed = Date.now();
    const random = seededRandom(seed);
    const all = await Promise.all(Array.from({ length: 6 }, () => opened()));
    const order: Case[] = [];
    for (const standing = [...all]; standing.length > 1;) {
      const [caseRecord] = standing.splice(Math.floor(random.next() * standing.length), 1);
      const other = standing[Math.floor(random.next() * standing.length)]!;
      await must(into(caseRecord!, other));
      order.unshift(caseRecord!);
    }
    const last = all.find((one) => !order.includes(one))!;
    const whole = await caseNow(last.id);
    expect([whole.reportCount, whole.mergedIds?.toSorted()], `seed ${seed}`).toEqual([
      6,
      order.map(({ id }) => id).toSorted(),
    ]);
    expect(await must(reportsOf(deps, it.supervisor, last.id))).toHaveLength(6);
    for (const caseRecord of order) await must(apart(caseRecord));
    for (const one of all) {
      expect(asItWas(await caseNow(one.id)), `seed ${seed}`).toEqual(asItWas(one));
    }
  });

  test("but a picture hidden meanwhile stays hidden", async () => {
    const fileId = await picture();
    const [caseRecord, other] = [await opened({ fileIds: [fileId] }), await opened()];
    await must(into(caseRecord, other));
    await changed(deps, it.agent, hidePicture, { id: other.id, fileId });
    expect(await readFile(deps, it.agent, fileId)).toMatchObject({ code: "not-found" });
    await must(apart(caseRecord));
    expect((await caseNow(caseRecord.id)).attachments).toMatchObject([{ fileId, hidden: true }]);
    expect((await caseNow(other.id)).attachments).toEqual([]);
  });

  test("also from a case that was closed meanwhile", async () => {
    const [caseRecord, other] = [await opened(), await opened()];
    await must(into(caseRecord, other));
    await changed(deps, it.agent, withdraw, { id: other.id, description: "误报" });
    await must(apart(caseRecord));
    expect((await caseNow(caseRecord.id)).open).toBe(true);
    expect(await caseNow(other.id)).toMatchObject({ state: "closed", reportCount: 1 });
  });
});

describe("how pressing a case is", () => {
  const standing = (one: Case) => ({ urgency: one.urgency, dueAt: resolveClock(one).due });

  test("is that of the more pressing one, and its own again when that is undone", async () => {
    const [calm, urgent] = [await opened(), await opened({ urgency: "critical" })];
    await must(into(urgent, calm));
    const whole = await caseNow(calm.id);
    expect(standing(whole)).toEqual(standing(urgent));
    expect(whole.history.at(-1)).toMatchObject({
      kind: "took-in",
      data: { fromUrgency: "normal", urgency: "critical", toDueAt: resolveClock(urgent).due },
    });
    await must(apart(urgent));
    expect(asItWas(await caseNow(calm.id))).toEqual(asItWas(calm));
    await must(into(calm, urgent));
    // Opened earlier, but due later: nothing is set back.
    expect(standing(await caseNow(urgent.id))).toEqual(standing(urgent));
  });

  test("is right whichever of several merges is undone first", async () => {
    const calm = await opened();
    const lenders = [
      await opened({ urgency: "urgent" }),
      await opened({ urgency: "critical" }),
      await opened(),
    ];
    for (const caseRecord of lenders) await must(into(caseRecord, calm));
    const [urgent, critical, late] = lenders as [Case, Case, Case];
    await must(apart(urgent));
    expect(standing(await caseNow(calm.id))).toEqual(standing(critical));
    await must(into(urgent, calm));
    await must(apart(critical));
    expect(standing(await caseNow(calm.id))).toEqual(standing(urgent));
    await must(apart(urgent));
    await must(apart(late));
    expect(asItWas(await caseNow(calm.id))).toEqual(asItWas(calm));
  });

  test("stays as somebody has set it since", async () => {
    // A leak's hours are all on the clock: at any time of day it has longer when less urgent.
    const category = "leak";
    const [calm, critical] = [
      await opened({ category }),
      await opened({ category, urgency: "critical" }),
    ];
    await must(into(critical, calm));
    const set = { id: calm.id, category, urgency: "urgent", description: "已核实" } as const;
    await changed(deps, it.agent, classify, set);
    const judged = await changed(deps, it.supervisor, grant, { id: calm.id });
    await must(apart(critical));
    expect(standing(await caseNow(calm.id))).toEqual(standing(judged));
    const urgent = await opened({ category, urgency: "critical" });
    await must(into(urgent, calm));
    await must(apart(urgent));
    expect(standing(await caseNow(calm.id))).toEqual(standing(judged));
  });

  test("does not change by a case that was done already", async () => {
    const worker = { branchId: it.EAST, assigneeId: it.worker.actor.id };
    const { id } = await opened({ urgency: "critical" });
    await changed(deps, it.dispatcher, assign, { id, ...worker });
    await changed(deps, it.worker, accept, { id });
    await changed(deps, it.worker, arrive, { id });
    const done = await changed(deps, it.worker, resolve, { id, ...proof });
    const calm = await opened();
    await must(into(done, calm));
    expect(standing(await caseNow(calm.id))).toEqual(standing(calm));
  });
});

describe("refused", () => {
  test("each merge that makes no sense, with nothing written", async () => {
    const [caseRecord, other, third] = [await opened(), await opened(), await opened()];
    const closed = await changed(deps, it.agent, withdraw, {
      id: (await opened()).id,
      description: "误报",
    });
    await must(into(third, other));
    const foreign = await opened({ householdId: it.westHome.id });
    const head = await deps.store.head();
    const byBranch = (id: string, intoId: string) =>
      runCommand(deps, it.dispatcher, merge, { id, intoId });
    const attempts = [
      [into(caseRecord, caseRecord), "same-case"],
      [into(closed, caseRecord), "case-closed"],
      [into(third, caseRecord), "case-merged"],
      [into(caseRecord, { ...other, id: "nothing" }), "other-case-not-found"],
      [into(caseRecord, closed), "other-case-closed"],
      [into(caseRecord, third), "other-case-closed"],
      [byBranch(caseRecord.id, foreign.id), "out-of-scope"],
      [byBranch(foreign.id, caseRecord.id), "out-of-scope"],
      [apart(caseRecord), "not-merged"],
      [apart(closed), "not-merged"],
    ] as const;
    for (const [answer, code] of attempts) expect(await answer).toMatchObject({ code });
    expect(await deps.store.head()).toBe(head);
  });

  test("everything on a merged case, and taking its report off the other", async () => {
    const source = it.reportWith({ householdId: it.eastHome.id, separate: true });
    const caseRecord = await caseNow((await must(runCommand(deps, it.agent, fileCase, source))).id);
    const [other, third] = [await opened(), await opened()];
    await must(into(caseRecord, other));
    const { id } = caseRecord;
    const merged = { code: "case-merged", detail: { number: other.number } };
    expect(await runCommand(deps, it.agent, note, { id, description: "x" })).toMatchObject(merged);
    expect(await runCommand(deps, it.agent, reopen, { id, description: "x" })).toMatchObject(
      merged,
    );
    const reportId = `phone/${source.sourceId}`;
    const taken = await runCommand(deps, it.supervisor, detachReport, { id: other.id, reportId });
    expect(taken).toMatchObject({ code: "merged-report" });
    await must(into(other, third));
    expect(await apart(caseRecord)).toMatchObject({ code: "other-case-merged" });
  });
});

test("of two who merge two cases into each other at once, one wins", async () => {
  const [one, two] = [await opened(), await opened()];
  const answers = await Promise.all([into(one, two), into(two, one)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const both = [await caseNow(one.id), await caseNow(two.id)];
  const open = both.filter((caseRecord) => caseRecord.open);
  expect(open).toMatchObject([{ reportCount: 2 }]);
});
