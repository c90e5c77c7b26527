import { afterAll, beforeAll, expect, test } from "vitest";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import * as dispatch from "./dispatch-commands.ts";
import * as it from "./fixture.ts";
import { changed, must } from "./fixture.ts";
import * as followUp from "./follow-up-commands.ts";
import { merge, unmerge } from "./merge-commands.ts";
import { rowOf } from "./rows.ts";
import { seeCase } from "./see-case.ts";
import { accepted, assigned, HOUR_MS, onSite, opened, toWorker } from "./testing.ts";
import { agreeVisit, cancelVisit } from "./visit-commands.ts";
import * as work from "./work-commands.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const { agent, supervisor, dispatcher, worker } = it;
const description = "说明";

const window = (from: number, to: number) => {
  const now = deps.clock.now();
  return { from: later(now, from * HOUR_MS), to: later(now, to * HOUR_MS) };
};
const agree = (caller: Caller, { id }: Case, times = window(2, 4)) =>
  changed(deps, caller, agreeVisit, { id, ...times });
const now = async ({ id }: Case) => must(seeCase(deps, supervisor, id));
const news = ({ history }: Case) =>
  history.filter(({ kind }) => kind.startsWith("visit-")).map(({ kind, data }) => [kind, data]);

test("a visit is agreed, moved and cancelled; the history keeps each, no clock moves", async () => {
  const before = await assigned(deps);
  const [first, second] = [window(2, 4), window(26, 30)];
  const agreed = await agree(agent, before, first);
  expect(agreed.visit).toMatchObject({ ...first, actorName: agent.actor.name });
  expect(rowOf(agreed).visit).toEqual(first);
  const moved = await agree(dispatcher, before, second);
  expect(moved.visit).toMatchObject({ ...second, actorName: dispatcher.actor.name });
  const cancelled = await changed(deps, worker, cancelVisit, { id: before.id, description });
  expect([cancelled.visit, rowOf(cancelled).visit]).toEqual([undefined, undefined]);
  const former = { formerFrom: first.from, formerTo: first.to };
  expect(news(cancelled)).toEqual([
    ["visit-agreed", first],
    ["visit-moved", { ...second, ...former }],
    ["visit-cancelled", second],
  ]);
  expect([moved.clocks, cancelled.clocks, cancelled.state]).toEqual([
    before.clocks,
    before.clocks,
    before.state,
  ]);
});

test("the longest, the furthest, and one that has begun, are agreed", async () => {
  const month = 30 * 24;
  for (const times of [window(1, 7), window(month, month + 6), window(-1, 1)]) {
    expect((await agree(agent, await opened(deps), times)).visit).toMatchObject(times);
  }
});

test("who saw the case before another visit was agreed is told so", async () => {
  const one = await opened(deps);
  await agree(dispatcher, one);
  const late = { id: one.id, rev: one.rev, ...window(5, 6) };
  const answer = await runCommand(deps, agent, agreeVisit, late);
  expect(answer).toMatchObject({ ok: false, code: "changed-meanwhile" });
});

test("whoever arrives is expected no longer; from there another visit may be agreed", async () => {
  const { id } = await accepted(deps);
  const times = window(1, 3);
  await changed(deps, worker, agreeVisit, { id, ...times });
  const there = await changed(deps, worker, work.arrive, { id });
  expect(there.visit).toBeUndefined();
  expect(there.history.at(-1)).toMatchObject({
    kind: "arrived",
    data: { visitFrom: times.from, visitTo: times.to },
  });
  expect((await agree(worker, there)).state).toBe("on-site");
  const proof = { description, roomTemperatureDeci: 205 };
  const done = await changed(deps, worker, work.resolve, { id, ...proof });
  expect([done.state, done.visit]).toEqual(["resolved", undefined]);
});

test("another worker, or nobody, has it with the visit; withdrawn, it has none", async () => {
  const { id } = await agree(agent, await opened(deps));
  const given = await changed(deps, dispatcher, dispatch.assign, { id, ...toWorker });
  const taken = await changed(deps, dispatcher, dispatch.unassign, { id });
  expect([given.visit, taken.visit].every((visit) => visit !== undefined)).toBe(true);
  const gone = await changed(deps, agent, followUp.withdraw, { id, description });
  expect([gone.state, gone.visit]).toEqual(["closed", undefined]);
});

/** Merges one with a visit into the other; answers both as they are then. */
async function merged(other: Case): Promise<readonly [Case, Case]> {
  const one = await agree(agent, await opened(deps));
  await must(runCommand(deps, supervisor, merge, { id: one.id, intoId: other.id }));
  return [await now(one), await now(other)];
}
async function apart(one: Case, other: Case): Promise<readonly unknown[]> {
  await must(runCommand(deps, supervisor, unmerge, { id: one.id }));
  return [(await now(one)).visit, (await now(other)).visit];
}

test("a merged case's visit goes to the other, and back when they are set apart", async () => {
  const [one, other] = await merged(await opened(deps));
  const { visit } = other;
  expect([one.visit, visit]).toEqual([undefined, one.mergedInto?.visit]);
  expect(visit).toBeDefined();
  expect(await apart(one, other)).toEqual([visit, undefined]);
});

test("of two cases with a visit each keeps its own", async () => {
  const [one, other] = await merged(await agree(agent, await opened(deps), window(8, 9)));
  const { visit } = other;
  expect(visit).not.toEqual(one.mergedInto?.visit);
  expect(await apart(one, other)).toEqual([one.mergedInto?.visit, visit]);
});

test("what became of a visit that was taken over is not undone", async () => {
  const [one, other] = await merged(await opened(deps));
  const moved = await agree(dispatcher, other, window(30, 31));
  expect(await apart(one, other)).toEqual([undefined, moved.visit]);
});

test("a case that is done takes no visit over", async () => {
  const done = await onSite(deps);
  const proof = { description, roomTemperatureDeci: 205 };
  await changed(deps, worker, work.resolve, { id: done.id, ...proof });
  const [one, other] = await merged(await now(done));
  expect([other.state, other.visit]).toEqual(["resolved", undefined]);
  expect((await apart(one, other))[0]).toEqual(one.mergedInto?.visit);
});
