import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Case } from "@warmline/shared/cases/model.ts";
import { UNREACHED_SPACING_MS } from "@warmline/shared/cases/follow-up.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { addPictures, hidePicture } from "./description-commands.ts";
import { accept, assign } from "./dispatch-commands.ts";
import { fileCase } from "./file-case.ts";
import * as it from "./fixture.ts";
import { changed, must } from "./fixture.ts";
import { callBack, close, reopen } from "./follow-up-commands.ts";
import { seeCase } from "./see-case.ts";
import { accepted, closed, onSite, opened, pictures, resolved, toWorker } from "./testing.ts";
import { arrive, resolve } from "./work-commands.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const description = "已放气";

describe("a cold flat is done with", () => {
  const tried = ({ id }: Case, proof: object = {}) =>
    runCommand(deps, it.worker, resolve, { id, description, ...proof });
  const withPicture = async (at: "before" | "since") => {
    const { id } = at === "before" ? await accepted(deps) : await onSite(deps);
    const fileIds = await pictures(deps, 1, deps.clock.now(), it.worker);
    await changed(deps, it.worker, addPictures, { id, fileIds });
    return id;
  };

  test("a reading, or the reason why nobody was let in, and not without", async () => {
    expect(await tried(await onSite(deps))).toMatchObject({ code: "proof-needed" });
    expect(await tried(await onSite(deps), { roomTemperatureDeci: 205 })).toMatchObject({
      ok: true,
    });
    const shut = await onSite(deps);
    expect(await tried(shut, { noEntry: "敲门无人应答" })).toMatchObject({ ok: true });
    const { history } = await must(seeCase(deps, it.agent, shut.id));
    expect(history.at(-1)?.data).toEqual({ noEntry: "敲门无人应答" });
  });

  test("a picture taken since the arrival, not a hidden one, not one from before", async () => {
    const before = await withPicture("before");
    deps.advance(1_000);
    await changed(deps, it.worker, arrive, { id: before });
    const resolveIt = (id: string) => runCommand(deps, it.worker, resolve, { id, description });
    expect(await resolveIt(before)).toMatchObject({ code: "proof-needed" });
    const hidden = await withPicture("since");
    const [picture] = (await must(seeCase(deps, it.agent, hidden))).attachments;
    await changed(deps, it.worker, hidePicture, { id: hidden, fileId: picture!.fileId });
    expect(await resolveIt(hidden)).toMatchObject({ code: "proof-needed" });
    expect(await resolveIt(await withPicture("since"))).toMatchObject({ ok: true });
  });

  test("an arrival on record, as is whatever needs a visit", async () => {
    expect(await tried(await accepted(deps), { roomTemperatureDeci: 205 })).toMatchObject({
      code: "not-arrived",
    });
    const { id } = await opened(deps, { category: "leak" });
    await changed(deps, it.dispatcher, assign, { id, ...toWorker });
    const leak = await changed(deps, it.worker, accept, { id });
    expect(await tried(leak)).toMatchObject({ code: "not-arrived" });
    expect(await tried(await changed(deps, it.worker, arrive, { id }))).toMatchObject({ ok: true });
  });
});

describe("call-backs", () => {
  const missed = (id: string) => changed(deps, it.agent, callBack, { id, outcome: "unreached" });
  const shut = (id: string) => runCommand(deps, it.agent, close, { id });

  test("that reach nobody count with time between them: three at once are one", async () => {
    const { id } = await resolved(deps);
    for (const _ of "123") expect((await missed(id)).unreachedCount).toBe(1);
    expect(await shut(id)).toMatchObject({ code: "not-called-back" });
    deps.advance(UNREACHED_SPACING_MS - 60_000);
    const soon = await missed(id);
    expect(soon.history.at(-1)?.data).toEqual({ unreachedCount: 1, tooSoon: 1 });
    for (const count of [2, 3]) {
      deps.advance(UNREACHED_SPACING_MS);
      expect((await missed(id)).unreachedCount).toBe(count);
    }
    expect(await shut(id)).toMatchObject({ ok: true });
  });

  test("leave their outcome in the history", async () => {
    const happy = await changed(deps, it.agent, callBack, {
      id: (await resolved(deps)).id,
      outcome: "satisfied",
    });
    expect(happy.history.at(-1)).toMatchObject({
      kind: "called-back",
      data: { outcome: "satisfied" },
    });
    const cold = await changed(deps, it.agent, callBack, {
      id: (await resolved(deps)).id,
      outcome: "dissatisfied",
    });
    expect(cold.history.slice(-2)).toMatchObject([
      { kind: "called-back", data: { outcome: "dissatisfied" } },
      { kind: "reopened" },
    ]);
  });
});

describe("a case that comes back", () => {
  const works = async (active: boolean) => {
    const person = (await deps.store.get(staff, it.worker.actor.id))!;
    await deps.store.commit([replace(staff, person, { ...person, active })]);
  };
  const back: Readonly<Record<string, () => Promise<Case>>> = {
    "by reopening": async () => {
      const { id } = await closed(deps);
      await works(false);
      return changed(deps, it.agent, reopen, { id, description: "又冷了" });
    },
    "by a call-back": async () => {
      const { id } = await resolved(deps);
      await works(false);
      return changed(deps, it.agent, callBack, { id, outcome: "dissatisfied" });
    },
    "by another report": async () => {
      const phone = "+8613511135111";
      const of = { householdId: undefined, contact: { phone }, separate: true };
      const { id } = await opened(deps, of);
      await changed(deps, it.supervisor, assign, { id, ...toWorker });
      await changed(deps, it.worker, accept, { id });
      await changed(deps, it.worker, arrive, { id });
      await changed(deps, it.worker, resolve, { id, description, noEntry: "无人" });
      await works(false);
      await must(runCommand(deps, it.agent, fileCase, it.reportWith({ contact: { phone } })));
      return must(seeCase(deps, it.supervisor, id));
    },
  };

  test.each(Object.entries(back))("%s is nobody's whose worker left", async (_, come) => {
    const again = await come();
    await works(true);
    expect(again).toMatchObject({ state: "reopened", branchId: it.EAST });
    expect(again.assigneeId).toBeUndefined();
    expect(again.history.at(-1)?.data).toMatchObject({ fromAssigneeName: it.worker.actor.name });
    const taken = await changed(deps, it.mate, accept, { id: again.id });
    expect(taken.assigneeId).toBe(it.mate.actor.id);
  });

  test("goes to the same worker as long as they work there", async () => {
    const { id } = await closed(deps);
    const again = await changed(deps, it.agent, reopen, { id, description: "又冷了" });
    expect(again.assigneeId).toBe(it.worker.actor.id);
  });
});
