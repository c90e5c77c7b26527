import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Case } from "@warmline/shared/cases/model.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { seeCase } from "./act-on-case.ts";
import { fileCase } from "./file-case.ts";
import * as it from "./fixture.ts";
import { must } from "./fixture.ts";
import { accept } from "./verbs/accept.ts";
import { approveExtension } from "./verbs/approve-extension.ts";
import { arrive } from "./verbs/arrive.ts";
import { askExtension } from "./verbs/ask-extension.ts";
import { assign } from "./verbs/assign.ts";
import { callBack } from "./verbs/call-back.ts";
import { classify } from "./verbs/classify.ts";
import { clearHousehold } from "./verbs/clear-household.ts";
import { close } from "./verbs/close.ts";
import { detachReport } from "./verbs/detach-report.ts";
import { note } from "./verbs/note.ts";
import { reopen } from "./verbs/reopen.ts";
import { resolve } from "./verbs/resolve.ts";
import { returnToDispatcher } from "./verbs/return.ts";
import { revokeExtension } from "./verbs/revoke-extension.ts";
import { setHousehold } from "./verbs/set-household.ts";
import { unassign } from "./verbs/unassign.ts";
import { urge } from "./verbs/urge.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

async function opened(given: Parameters<typeof it.reportWith>[0] = {}): Promise<Case> {
  const home = { householdId: it.eastHome.id, separate: true };
  const { id } = await must(fileCase(deps, it.agent, it.reportWith({ ...home, ...given })));
  return must(seeCase(deps, it.agent, id));
}

const toWorker = { branchId: it.EAST, assigneeId: it.worker.actor.id };

async function resolved(): Promise<Case> {
  const { id } = await opened({ contact: { phone: it.eastHome.phone } });
  await must(assign(deps, it.dispatcher, { id, ...toWorker }));
  await must(accept(deps, it.worker, { id }));
  await must(arrive(deps, it.worker, { id }));
  return must(resolve(deps, it.worker, { id, description: "已放气", roomTemperatureDeci: 205 }));
}

test("the way of a case, from the report to the close", async () => {
  const { id } = await resolved();
  expect(await close(deps, it.agent, { id })).toMatchObject({ code: "not-called-back" });
  await must(callBack(deps, it.agent, { id, outcome: "satisfied" }));
  const closed = await must(close(deps, it.agent, { id }));
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

test("still cold: reopened to the same worker with the clock running", async () => {
  const done = await resolved();
  const again = await must(callBack(deps, it.agent, { id: done.id, outcome: "dissatisfied" }));
  expect([again.state, again.assigneeId]).toEqual(["reopened", it.worker.actor.id]);
  expect([again.openedAt, again.dueAt]).toEqual([done.openedAt, done.dueAt]);
  expect(again.resolvedAt).toBeUndefined();
});

test("a report on a case thought done reopens it", async () => {
  const { id } = await resolved();
  const contact = { phone: it.eastHome.phone };
  const all = await must(fileCase(deps, it.agent, it.reportWith({ contact })));
  expect(all.outcome).toBe("attached");
  const caseRecord = await must(seeCase(deps, it.agent, all.id));
  expect(caseRecord.id === id ? caseRecord.state : "reopened").toBe("reopened");
});

test("three call-backs that reach nobody allow the close", async () => {
  const { id } = await resolved();
  for (let attempts = 0; attempts < 3; attempts += 1) {
    expect(await close(deps, it.agent, { id })).toMatchObject({ code: "not-called-back" });
    await must(callBack(deps, it.agent, { id, outcome: "unreached" }));
  }
  expect((await must(close(deps, it.agent, { id }))).state).toBe("closed");
  expect((await must(reopen(deps, it.agent, { id, description: "又冷了" }))).open).toBe(true);
});

describe("scope", () => {
  test("another branch neither sees nor touches a case, also not by its id", async () => {
    const { id } = await opened();
    expect(await seeCase(deps, it.stranger, id)).toMatchObject({ code: "out-of-scope" });
    const answers = [
      await accept(deps, it.stranger, { id }),
      await note(deps, it.stranger, { id, description: "x" }),
      await assign(deps, it.stranger, { id, branchId: it.WEST }),
      await returnToDispatcher(deps, it.stranger, { id, description: "x", wrongBranch: true }),
    ];
    expect(new Set(answers.map((answer) => (answer.ok ? "ok" : answer.code)))).toEqual(
      new Set(["out-of-scope"]),
    );
  });

  test("a branch dispatcher gives work to the own branch's people only", async () => {
    const { id } = await opened();
    const to = (branchId: string, assigneeId?: string) =>
      assign(deps, it.dispatcher, { id, branchId, assigneeId });
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
    await must(assign(deps, it.dispatcher, { id, ...toWorker }));
    expect(await accept(deps, it.mate, { id })).toMatchObject({ code: "not-yours" });
    await must(assign(deps, it.dispatcher, { id, branchId: it.EAST }));
    const taken = await Promise.all([
      accept(deps, it.mate, { id }),
      accept(deps, it.worker, { id }),
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
    expect(await note(deps, kiosk, { id, description: "x" })).toMatchObject({ code: "forbidden" });
  });
});

describe("every step back", () => {
  test("unassign gives it back to the branch", async () => {
    const { id } = await opened();
    await must(assign(deps, it.dispatcher, { id, ...toWorker }));
    const back = await must(unassign(deps, it.dispatcher, { id }));
    expect([back.state, back.branchId, back.assigneeId]).toEqual(["new", it.EAST, undefined]);
  });

  test("return goes to the branch, or to the city; the clock runs", async () => {
    const before = await opened();
    const { id } = before;
    await must(assign(deps, it.dispatcher, { id, ...toWorker }));
    const returned = { id, description: "地址不对", wrongBranch: false };
    const branch = await must(returnToDispatcher(deps, it.worker, returned));
    expect([branch.state, branch.branchId, branch.assigneeId]).toEqual(["new", it.EAST, undefined]);
    expect(await returnToDispatcher(deps, it.dispatcher, returned)).toMatchObject({
      code: "not-assigned",
    });
    const city = await must(
      returnToDispatcher(deps, it.dispatcher, { ...returned, wrongBranch: true }),
    );
    expect([city.branchId, city.dueAt]).toEqual([undefined, before.dueAt]);
    expect(await seeCase(deps, it.dispatcher, id)).toMatchObject({ code: "out-of-scope" });
  });

  test("an extension keeps both deadlines and can be revoked", async () => {
    const { id, dueAt } = await opened();
    const later = dueAt + 3_600_000;
    const ask = () =>
      askExtension(deps, it.dispatcher, { id, dueAt: later, description: "等配件" });
    await must(ask());
    expect(await ask()).toMatchObject({ code: "extension-pending" });
    const extended = await must(approveExtension(deps, it.supervisor, { id }));
    expect([extended.dueAt, extended.ruleDueAt]).toEqual([later, dueAt]);
    expect(extended.history.at(-1)?.data).toMatchObject({ fromDueAt: dueAt, toDueAt: later });
    expect(
      (await must(revokeExtension(deps, it.supervisor, { id, description: "配件已到" }))).dueAt,
    ).toBe(dueAt);
  });

  test("household set and cleared, class set and set back", async () => {
    const { id, dueAt } = await opened({ householdId: undefined });
    const known = await must(setHousehold(deps, it.agent, { id, householdId: it.westHome.id }));
    expect([known.householdNumber, known.branchId]).toEqual(["100000002", it.WEST]);
    expect((await must(clearHousehold(deps, it.agent, { id }))).householdId).toBeUndefined();
    const urgent = await must(
      classify(deps, it.agent, { id, category: "leak", urgency: "critical" }),
    );
    expect(urgent.dueAt).toBe(urgent.openedAt + 3_600_000);
    const back = await must(
      classify(deps, it.agent, { id, category: "not-warm", urgency: "normal" }),
    );
    expect(back.dueAt).toBe(dueAt);
  });

  test("a wrongly attached report becomes a case of its own, once", async () => {
    const contact = { phone: "+8613700137000" };
    const first = it.reportWith({ contact, description: "一楼" });
    const { id } = await must(fileCase(deps, it.agent, first));
    const second = it.reportWith({ contact, description: "二楼", urgency: "urgent" });
    expect((await must(fileCase(deps, it.agent, second))).outcome).toBe("attached");
    const reportId = `phone/${second.sourceId}`;
    const detach = () => detachReport(deps, it.supervisor, { id, reportId });
    const own = await must(detach());
    expect(own).toMatchObject({
      description: "二楼",
      urgency: "urgent",
      reportCount: 1,
      state: "new",
    });
    expect((await must(seeCase(deps, it.agent, id))).reportCount).toBe(1);
    expect(await detach()).toMatchObject({ code: "no-such-report" });
    expect((await must(fileCase(deps, it.agent, second))).id).toBe(own.id);
    const firstId = `phone/${first.sourceId}`;
    const refused = await detachReport(deps, it.supervisor, { id, reportId: firstId });
    expect(refused).toMatchObject({ code: "first-report" });
  });
});

describe("at the same moment and again", () => {
  test("thirty urges are counted thirty times", async () => {
    const { id } = await opened();
    await Promise.all(Array.from({ length: 30 }, () => must(urge(deps, it.agent, { id }))));
    expect((await must(seeCase(deps, it.agent, id))).urgedCount).toBe(30);
  });

  test("the same key is the same act; with other content it is refused", async () => {
    const { id } = await opened();
    const keyed = { ...it.agent, key: "key-of-a-note" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => must(note(deps, keyed, { id, description: "一次" }))),
    );
    expect(new Set(answers.map(({ rev }) => rev))).toEqual(new Set([2]));
    expect(await note(deps, keyed, { id, description: "两次" })).toMatchObject({
      code: "key-reused",
    });
    expect((await must(seeCase(deps, it.agent, id))).history).toHaveLength(2);
  });

  test("an act that took the case out of sight answers again, but nothing newer", async () => {
    const { id } = await opened();
    await must(assign(deps, it.dispatcher, { id, ...toWorker }));
    const keyed = { ...it.dispatcher, key: "key-of-a-return" };
    const giveUp = () =>
      returnToDispatcher(deps, keyed, { id, description: "非本公司", wrongBranch: true });
    const first = await must(giveUp());
    expect(await must(giveUp())).toEqual(first);
    const reused = await note(deps, keyed, { id, description: "x" });
    expect(reused).toMatchObject({ code: "key-reused" });
    const someoneElse = { ...it.worker, key: keyed.key };
    expect(await note(deps, someoneElse, { id, description: "x" })).toMatchObject({
      code: "out-of-scope",
    });
    await must(note(deps, it.supervisor, { id, description: "转西区" }));
    expect(await giveUp()).toMatchObject({ code: "out-of-scope" });
  });

  test("whoever decides on an old revision is told", async () => {
    const { id, rev } = await opened();
    await must(note(deps, it.agent, { id, description: "新情况" }));
    const stale = await assign(deps, it.dispatcher, { id, branchId: it.EAST, rev });
    expect(stale).toMatchObject({ code: "changed-meanwhile" });
  });
});
