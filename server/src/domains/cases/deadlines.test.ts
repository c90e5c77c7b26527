import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clockOf, resolveClock } from "@warmline/shared/cases/clock.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import * as deadline from "./deadline-commands.ts";
import { classify } from "./description-commands.ts";
import { accept, assign, returnToDispatcher } from "./dispatch-commands.ts";
import * as it from "./fixture.ts";
import { changed, must } from "./fixture.ts";
import { close, contact, reopen, withdraw } from "./follow-up-commands.ts";
import { rowOf } from "./rows.ts";
import { liftSupervision, listOverseers, supervise } from "./supervision-commands.ts";
import { accepted, anHourMore, asked, HOUR_MS, opened, resolved, toWorker } from "./testing.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const description = "说明";
const supervisor2 = it.callerOf(["supervisor"], { kind: "city" }, "supervisor-2");
const metKinds = ({ clocks }: Case) =>
  clocks.filter(({ metAt }) => metAt !== undefined).map(({ kind }) => kind);

describe("clocks", () => {
  test("are met by what happens, and a case done has none that runs", async () => {
    const { id, clocks } = await opened(deps, { urgency: "critical" });
    expect(clocks.map(({ kind }) => kind)).toEqual([
      "acknowledge",
      "first-contact",
      "arrive",
      "resolve",
    ]);
    const held = await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    expect(metKinds(held)).toEqual([]);
    expect(metKinds(await changed(deps, it.worker, accept, { id }))).toEqual(["acknowledge"]);
    const spoken = await changed(deps, it.worker, contact, { id, description: "约好下午" });
    expect(metKinds(spoken)).toEqual(["acknowledge", "first-contact"]);
    expect(metKinds(await resolved(deps))).toHaveLength(4);
  });

  test("whoever gets it handed over has their own time to take note of it", async () => {
    const { id, clocks } = await accepted(deps);
    deps.advance(HOUR_MS);
    await changed(deps, it.worker, returnToDispatcher, { id, description, wrongBranch: false });
    const again = await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    const [before, now] = [{ clocks }, again].map((one) => clockOf(one, "acknowledge")!);
    expect([now!.metAt, now!.from >= before!.from + HOUR_MS]).toEqual([undefined, true]);
    expect(resolveClock(again)).toEqual(resolveClock({ clocks }));
  });

  test("lists have the nearest one that runs", async () => {
    const { id, ...filed } = await opened(deps, { urgency: "critical" });
    const nearest = (caseRecord: Case) => {
      const { dueKind, dueAt } = rowOf(caseRecord);
      return { dueKind, dueAt };
    };
    const due = (kind: "acknowledge" | "first-contact") => {
      return { dueKind: kind, dueAt: clockOf(filed, kind)!.due };
    };
    expect(nearest({ id, ...filed })).toEqual(due("acknowledge"));
    await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    expect(nearest(await changed(deps, it.worker, accept, { id }))).toEqual(due("first-contact"));
  });

  test("news of a long case are due again after each contact", async () => {
    const { id, ...filed } = await opened(deps, { category: "private-alteration" });
    deps.advance(HOUR_MS);
    const spoken = await changed(deps, it.agent, contact, { id, description });
    const [before, now] = [filed, spoken].map((one) => clockOf(one, "update")!);
    expect(now!.from).toBeGreaterThanOrEqual(before!.from + HOUR_MS);
    expect(now!.metAt).toBeUndefined();
  });
});

describe("an extension", () => {
  test("keeps both deadlines, and is revoked to the one before", async () => {
    const one = await asked(deps);
    const { due } = resolveClock(one);
    expect(resolveClock(one)).not.toHaveProperty("extensions");
    const longer = await changed(deps, it.supervisor, deadline.grant, { id: one.id });
    const by = { askedBy: it.worker.actor.name, grantedBy: it.supervisor.actor.name };
    const extension = { cause: "extension", from: due, to: later(due, HOUR_MS), ...by };
    expect(resolveClock(longer)).toMatchObject({ due: due + HOUR_MS, extensions: [extension] });
    expect(longer.history.at(-1)?.data).toMatchObject({ fromDueAt: due, toDueAt: due + HOUR_MS });
    const back = { id: one.id, description: "配件已到" };
    const revoked = await changed(deps, it.supervisor, deadline.revokeExtension, back);
    expect(resolveClock(revoked).due).toBe(due);
  });

  test("is asked for before the deadline, twice at most, and granted in time", async () => {
    const one = await asked(deps);
    const grant = () => runCommand(deps, it.supervisor, deadline.grant, { id: one.id });
    deps.advance(60 * 24 * HOUR_MS);
    expect(await grant()).toMatchObject({ code: "application-void" });
    const late = await opened(deps);
    deps.advance(60 * 24 * HOUR_MS);
    const tooLate = { id: late.id, ...anHourMore(late), dueAt: later(deps.clock.now(), HOUR_MS) };
    expect(await runCommand(deps, it.dispatcher, deadline.askExtension, tooLate)).toMatchObject({
      code: "deadline-passed",
    });
    let again = await opened(deps);
    const ask = () =>
      runCommand(deps, it.dispatcher, deadline.askExtension, {
        id: again.id,
        ...anHourMore(again),
      });
    for (const _ of "12") {
      await must(ask());
      again = await changed(deps, it.supervisor, deadline.grant, { id: again.id });
    }
    expect(await ask()).toMatchObject({ code: "extensions-used-up" });
  });

  test("is taken back or not granted, and the deadline stays", async () => {
    const one = await asked(deps);
    const withdrawn = await changed(deps, it.worker, deadline.withdrawApplication, { id: one.id });
    expect([withdrawn.application, withdrawn.clocks]).toEqual([undefined, one.clocks]);
    const two = await asked(deps);
    const declined = { id: two.id, description: "人手够" };
    const refused = await changed(deps, it.supervisor, deadline.decline, declined);
    expect([refused.application, refused.clocks]).toEqual([undefined, two.clocks]);
  });
});

describe("another class", () => {
  const to = (category: "praise" | "leak" | "other", urgency: "normal" | "critical") => {
    return { category, urgency, description } as const;
  };

  test("that shortens holds at once", async () => {
    const { id } = await opened(deps);
    const urgent = await changed(deps, it.agent, classify, { id, ...to("leak", "critical") });
    expect(urgent).toMatchObject({ category: "leak", urgency: "critical" });
    expect(resolveClock(urgent).due).toBe(urgent.openedAt + HOUR_MS);
  });

  test("that lengthens waits for another person, and both deadlines are kept", async () => {
    const { id, ...before } = await opened(deps, { urgency: "critical" });
    const kind = to("praise", "normal");
    const waiting = await changed(deps, it.supervisor, classify, { id, ...kind });
    expect(waiting).toMatchObject({ category: "not-warm", urgency: "critical" });
    expect([waiting.clocks, rowOf(waiting).application]).toEqual([before.clocks, "class"]);
    expect(await runCommand(deps, it.supervisor, deadline.grant, { id })).toMatchObject({
      code: "own-application",
    });
    const granted = await changed(deps, supervisor2, deadline.grant, { id });
    expect([granted.category, granted.application]).toEqual(["praise", undefined]);
    const { due } = resolveClock(before);
    const clock = resolveClock(granted);
    expect(clock.due).toBeGreaterThan(due);
    expect(clock.extensions).toMatchObject([{ cause: "class", from: due, to: clock.due }]);
  });

  test("by one agent does not close a case without its call-back", async () => {
    const { id } = await resolved(deps);
    await changed(deps, it.agent, classify, { id, ...to("praise", "normal") });
    expect(await runCommand(deps, it.agent, close, { id })).toMatchObject({
      code: "not-called-back",
    });
  });

  test("that takes a visit's clocks away is a longer one", async () => {
    const { id } = await opened(deps);
    const desk = await changed(deps, it.agent, classify, { id, ...to("other", "critical") });
    expect(desk).toMatchObject({ category: "not-warm", application: { kind: "class" } });
  });
});

describe("a critical case", () => {
  test("is withdrawn by two people, others by one", async () => {
    const { id } = await opened(deps, { category: "leak", urgency: "critical" });
    const waiting = await changed(deps, it.agent, withdraw, { id, description: "误报" });
    expect([waiting.open, waiting.application?.kind]).toEqual([true, "withdrawal"]);
    const gone = await changed(deps, it.supervisor, deadline.grant, { id });
    expect([gone.state, gone.history.at(-1)?.data]).toEqual([
      "closed",
      { askedBy: it.agent.actor.name },
    ]);
    expect((await changed(deps, it.agent, reopen, { id, description })).open).toBe(true);
    const calm = await opened(deps);
    const alone = await changed(deps, it.agent, withdraw, { id: calm.id, description });
    expect(alone.state).toBe("closed");
  });
});

describe("an overseer", () => {
  test("has a deadline of their own that lists show, until it is lifted", async () => {
    const { id } = await opened(deps);
    const people = await must(listOverseers(deps, it.supervisor, id));
    expect(people.map((one) => one.id)).toEqual([it.dispatcher.actor.id]);
    const dueAt = later(deps.clock.now(), 60_000);
    const watching = { id, overseerId: it.dispatcher.actor.id, dueAt, description };
    const watched = await changed(deps, it.supervisor, supervise, watching);
    expect(rowOf(watched)).toMatchObject({
      dueKind: "supervision",
      dueAt,
      overseerName: it.dispatcher.actor.name,
    });
    const lifted = await changed(deps, it.supervisor, liftSupervision, { id, description });
    expect([lifted.supervision, rowOf(lifted).dueKind]).toEqual([undefined, "acknowledge"]);
    expect(lifted.history.map(({ kind }) => kind).slice(-2)).toEqual([
      "supervised",
      "supervision-lifted",
    ]);
  });
});
