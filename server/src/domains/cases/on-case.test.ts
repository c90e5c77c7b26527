import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { seeCase } from "./see-case.ts";
import { fileCase } from "./file-case.ts";
import { clearHousehold, note, setHousehold } from "./description-commands.ts";
import { accept, assign, returnToDispatcher, unassign } from "./dispatch-commands.ts";
import { callBack, close, urge } from "./follow-up-commands.ts";
import { detachReport } from "./merge-commands.ts";
import { arrive, resolve } from "./work-commands.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import * as it from "./fixture.ts";
import { changed, must } from "./fixture.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

async function opened(given: Parameters<typeof it.reportWith>[0] = {}): Promise<Case> {
  const home = { householdId: it.eastHome.id, separate: true };
  const { id } = await must(
    runCommand(deps, it.agent, fileCase, it.reportWith({ ...home, ...given })),
  );
  return must(seeCase(deps, it.agent, id));
}

const toWorker = { branchId: it.EAST, assigneeId: it.worker.actor.id };

async function resolved(): Promise<Case> {
  const { id } = await opened({ contact: { phone: it.eastHome.phone } });
  await changed(deps, it.dispatcher, assign, { id, ...toWorker });
  await changed(deps, it.worker, accept, { id });
  await changed(deps, it.worker, arrive, { id });
  return changed(deps, it.worker, resolve, { id, description: "已放气", roomTemperatureDeci: 205 });
}

test("the way of a case, from the report to the close", async () => {
  const { id } = await resolved();
  expect(await runCommand(deps, it.agent, close, { id })).toMatchObject({
    code: "not-called-back",
  });
  await changed(deps, it.agent, callBack, { id, outcome: "satisfied" });
  const closed = await changed(deps, it.agent, close, { id });
  expect([closed.state, closed.open]).toEqual(["closed", false]);
  expect(closed.history.map(({ kind }) => kind)).toEqual([
    "filed",
    "assigned",
    "accepted",
    "arrived",
    "resolved",
    "called-back",
    "closed",
  ]);
  expect(await seeCase(deps, it.agent, id)).toMatchObject({ value: { rev: closed.rev } });
});

test("still cold: reopened to the same worker with clocks of its own", async () => {
  const done = await resolved();
  deps.advance(3_600_000);
  const again = await changed(deps, it.agent, callBack, { id: done.id, outcome: "dissatisfied" });
  expect([again.state, again.assigneeId]).toEqual(["reopened", it.worker.actor.id]);
  expect(again.openedAt).toBe(done.openedAt);
  const [before, now] = [resolveClock(done), resolveClock(again)];
  expect(now.from).toBeGreaterThanOrEqual(before.from + 3_600_000);
  expect(again.clocks.filter(({ metAt }) => metAt !== undefined)).toEqual([]);
  const moved = { fromDueAt: before.due, toDueAt: now.due };
  expect(again.history.at(-1)).toMatchObject({ kind: "reopened", data: moved });
  expect(again.resolvedAt).toBeUndefined();
});

test("a report on a case thought done reopens it", async () => {
  const { id } = await resolved();
  const contact = { phone: it.eastHome.phone };
  const all = await must(runCommand(deps, it.agent, fileCase, it.reportWith({ contact })));
  expect(all.outcome).toBe("attached");
  const caseRecord = await must(seeCase(deps, it.agent, all.id));
  expect(caseRecord.id === id ? caseRecord.state : "reopened").toBe("reopened");
});

describe("scope", () => {
  test("another branch neither sees nor touches a case, also not by its id", async () => {
    const { id } = await opened();
    expect(await seeCase(deps, it.stranger, id)).toMatchObject({ code: "out-of-scope" });
    const answers = [
      await runCommand(deps, it.stranger, accept, { id }),
      await runCommand(deps, it.stranger, note, { id, description: "x" }),
      await runCommand(deps, it.stranger, assign, { id, branchId: it.WEST }),
      await runCommand(deps, it.stranger, returnToDispatcher, {
        id,
        description: "x",
        wrongBranch: true,
      }),
    ];
    expect(new Set(answers.map((answer) => (answer.ok ? "ok" : answer.code)))).toEqual(
      new Set(["out-of-scope"]),
    );
  });

  test("a branch dispatcher gives work to the own branch's people only", async () => {
    const { id } = await opened();
    const to = (branchId: string, assigneeId?: string) =>
      runCommand(deps, it.dispatcher, assign, { id, branchId, assigneeId });
    expect(await to(it.WEST)).toMatchObject({ code: "out-of-scope" });
    expect(await to(it.EAST, it.stranger.actor.id)).toMatchObject({
      code: "assignee-not-suitable",
    });
    expect(await to(it.EAST, "nobody")).toMatchObject({ code: "assignee-not-suitable" });
    expect(await to(it.EAST, it.worker.actor.id)).toMatchObject({ ok: true });
    expect(await to(it.EAST, it.worker.actor.id)).toMatchObject({ code: "already-assigned-so" });
  });

  test("a field worker works on own cases; what was left open goes to the first", async () => {
    const { id } = await opened();
    await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    expect(await runCommand(deps, it.mate, accept, { id })).toMatchObject({ code: "not-yours" });
    await changed(deps, it.dispatcher, assign, { id, branchId: it.EAST });
    const taken = await Promise.all([
      runCommand(deps, it.mate, accept, { id }),
      runCommand(deps, it.worker, accept, { id }),
    ]);
    expect(taken.map((answer) => (answer.ok ? "ok" : answer.code)).toSorted()).toEqual([
      "not-yours",
      "ok",
    ]);
  });

  test("a kiosk does nothing but file", async () => {
    const { id } = await opened();
    const actor = { kind: "kiosk", id: "k", name: "k", hallId: "h" } as const;
    const kiosk = { actor, origin: "kiosk", language: "zh" } as const;
    expect(await runCommand(deps, kiosk, note, { id, description: "x" })).toMatchObject({
      code: "out-of-scope",
    });
    expect(await seeCase(deps, kiosk, id)).toMatchObject({ code: "out-of-scope" });
  });
});

describe("every step back", () => {
  test("unassign gives it back to the branch", async () => {
    const { id } = await opened();
    await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    const back = await changed(deps, it.dispatcher, unassign, { id });
    expect([back.state, back.branchId, back.assigneeId]).toEqual(["new", it.EAST, undefined]);
  });

  test("return goes to the branch, or to the city; the clock runs", async () => {
    const before = await opened();
    const { id } = before;
    await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    const returned = { id, description: "地址不对", wrongBranch: false };
    const branch = await changed(deps, it.worker, returnToDispatcher, returned);
    expect([branch.state, branch.branchId, branch.assigneeId]).toEqual(["new", it.EAST, undefined]);
    expect(await runCommand(deps, it.dispatcher, returnToDispatcher, returned)).toMatchObject({
      code: "not-assigned",
    });
    const city = await changed(deps, it.dispatcher, returnToDispatcher, {
      ...returned,
      wrongBranch: true,
    });
    expect(city.branchId).toBeUndefined();
    expect(resolveClock(city).due).toBe(resolveClock(before).due);
    expect(await seeCase(deps, it.dispatcher, id)).toMatchObject({ code: "out-of-scope" });
  });

  test("household set and cleared", async () => {
    const { id } = await opened({ householdId: undefined });
    const known = await changed(deps, it.agent, setHousehold, { id, householdId: it.westHome.id });
    expect([known.householdNumber, known.branchId]).toEqual(["100000002", it.WEST]);
    expect((await changed(deps, it.agent, clearHousehold, { id })).householdId).toBeUndefined();
  });

  test("a wrongly attached report becomes a case of its own, once", async () => {
    const contact = { phone: "+8613700137000" };
    const first = it.reportWith({ contact, description: "一楼" });
    const { id } = await must(runCommand(deps, it.agent, fileCase, first));
    const second = it.reportWith({ contact, description: "二楼", urgency: "urgent" });
    expect((await must(runCommand(deps, it.agent, fileCase, second))).outcome).toBe("attached");
    const reportId = `phone/${second.sourceId}`;
    const detach = () => runCommand(deps, it.supervisor, detachReport, { id, reportId });
    const answered = await must(detach());
    const own = await must(seeCase(deps, it.agent, answered.id));
    expect(answered).toEqual({ id: own.id, number: own.number, rev: 1, state: "new" });
    expect(own).toMatchObject({
      description: "二楼",
      urgency: "urgent",
      reportCount: 1,
      state: "new",
    });
    expect((await must(seeCase(deps, it.agent, id))).reportCount).toBe(1);
    expect(await detach()).toMatchObject({ code: "no-such-report" });
    expect((await must(runCommand(deps, it.agent, fileCase, second))).id).toBe(own.id);
    const firstId = `phone/${first.sourceId}`;
    const refused = await runCommand(deps, it.supervisor, detachReport, { id, reportId: firstId });
    expect(refused).toMatchObject({ code: "first-report" });
  });
});

describe("at the same moment and again", () => {
  test("thirty urges are counted thirty times", async () => {
    const { id } = await opened();
    await Promise.all(Array.from({ length: 30 }, () => changed(deps, it.agent, urge, { id })));
    expect((await must(seeCase(deps, it.agent, id))).urgedCount).toBe(30);
  });

  test("the same key is the same command; with other content it is refused", async () => {
    const { id, number } = await opened();
    const keyed = { ...it.agent, key: "key-of-a-note" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => runCommand(deps, keyed, note, { id, description: "一次" })),
    );
    const once = { ok: true, value: { id, number, rev: 2, state: "new" } };
    expect(answers).toEqual(answers.map(() => once));
    expect(await runCommand(deps, keyed, note, { id, description: "两次" })).toMatchObject({
      code: "key-reused",
    });
    expect((await must(seeCase(deps, it.agent, id))).history).toHaveLength(2);
  });

  test("a command that took the case out of sight answers again, but nothing newer", async () => {
    const { id } = await opened();
    await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    const keyed = { ...it.dispatcher, key: "key-of-a-return" };
    const giveUp = () =>
      runCommand(deps, keyed, returnToDispatcher, {
        id,
        description: "非本公司",
        wrongBranch: true,
      });
    const first = await must(giveUp());
    expect(await must(giveUp())).toEqual(first);
    const reused = await runCommand(deps, keyed, note, { id, description: "x" });
    expect(reused).toMatchObject({ code: "key-reused" });
    const someoneElse = { ...it.worker, key: keyed.key };
    expect(await runCommand(deps, someoneElse, note, { id, description: "x" })).toMatchObject({
      code: "out-of-scope",
    });
    await changed(deps, it.supervisor, note, { id, description: "转西区" });
    expect(await must(giveUp())).toEqual(first);
    const anew = { ...keyed, key: "another-return" };
    const input = { id, description: "非本公司", wrongBranch: true };
    expect(await runCommand(deps, anew, returnToDispatcher, input)).toMatchObject({
      code: "out-of-scope",
    });
  });

  test("whoever decides on an old revision is told", async () => {
    const { id, rev } = await opened();
    await changed(deps, it.agent, note, { id, description: "新情况" });
    const stale = await runCommand(deps, it.dispatcher, assign, { id, branchId: it.EAST, rev });
    expect(stale).toMatchObject({ code: "changed-meanwhile" });
  });
});
