import { afterEach, expect, test } from "vitest";
import type { Contact } from "@warmline/shared/cases/model.ts";
import { noticeProgress, notices, PROGRESS_ID } from "@warmline/shared/notices/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { accept, assign } from "../cases/dispatch-commands.ts";
import {
  agent,
  changed,
  dispatcher,
  EAST,
  eastHome,
  furnish,
  must,
  reportWith,
  worker,
} from "../cases/fixture.ts";
import { fileCase } from "../cases/index.ts";
import { followNotices } from "./follow.ts";

const CHAT = "official:wx:o-1";

let deps: TestDeps;
afterEach(() => deps.close());

const due = () => deps.store.find(notices, { index: "byState", where: { state: "due" } });

async function accepted(contact: Contact = { externalId: CHAT }): Promise<string> {
  const report = reportWith({
    householdId: eastHome.id,
    contact,
    separate: true,
  });
  const { id } = await must(runCommand(deps, agent, fileCase, report));
  await changed(deps, dispatcher, assign, { id, branchId: EAST, assigneeId: worker.actor.id });
  await changed(deps, worker, accept, { id });
  return id;
}

test("who has only a number is told nothing where no text messages are sent", async () => {
  deps = await openTestDeps();
  await furnish(deps);
  await followNotices(deps);
  await accepted({ phone: "+8613800000011" });
  const caseId = await accepted();
  await expect.poll(due).toMatchObject([{ about: { caseId } }]);
});

test("what happened while no server ran is told by the next, once by however many", async () => {
  deps = await openTestDeps();
  await furnish(deps);
  const position = await deps.store.head();
  await deps.store.commit([insert(noticeProgress, { id: PROGRESS_ID, position })]);
  const caseId = await accepted();
  await Promise.all([followNotices(deps), followNotices(deps)]);
  await expect.poll(due).toMatchObject([{ about: { kind: "case-accepted", caseId } }]);
  const again = await accepted();
  const about = (one: string) => ({ about: { kind: "case-accepted", caseId: one } });
  await expect.poll(async () => (await due()).length).toBe(2);
  expect(await due()).toMatchObject([about(caseId), about(again)]);
  const kept = await deps.store.get(noticeProgress, PROGRESS_ID);
  expect(kept?.position).toBeGreaterThan(position);
});

test("a store that is new to notices tells nobody of what was before", async () => {
  deps = await openTestDeps();
  await furnish(deps);
  await accepted();
  await followNotices(deps);
  const caseId = await accepted();
  await expect.poll(due).toMatchObject([{ about: { caseId } }]);
});

test("after a long standstill nobody is told of what is a day old", async () => {
  deps = await openTestDeps();
  await furnish(deps);
  const position = await deps.store.head();
  await deps.store.commit([insert(noticeProgress, { id: PROGRESS_ID, position })]);
  await accepted();
  deps.advance(2 * 86_400_000);
  await followNotices(deps);
  const caseId = await accepted();
  await expect.poll(due).toMatchObject([{ about: { caseId } }]);
});
