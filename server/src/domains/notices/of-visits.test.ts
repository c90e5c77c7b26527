import { afterEach, beforeEach, expect, test } from "vitest";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { VisitWindow } from "@warmline/shared/cases/visit.ts";
import {
  addDays,
  cityDate,
  later,
  startOfDay,
  type Instant,
} from "@warmline/shared/kernel/time.ts";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import {
  agent,
  changed,
  dispatcher,
  eastHome,
  furnish,
  must,
  reportWith,
  supervisor,
  worker,
} from "../cases/fixture.ts";
import { fileCase } from "../cases/index.ts";
import { accept, assign } from "../cases/dispatch-commands.ts";
import { merge } from "../cases/merge-commands.ts";
import { agreeVisit, cancelVisit } from "../cases/visit-commands.ts";
import { arrive } from "../cases/work-commands.ts";
import { toWorker } from "../cases/testing.ts";
import { followNotices } from "./follow.ts";
import { NOTIFIER } from "./raise-command.ts";
import { sendCommand } from "./send-command.ts";
import { textOf } from "./words.ts";

// At ten in the evening: what is told waits for the morning.

const HOUR_MS = 3_600_000;
const CHAT = "official:wx:o-1";

let deps: TestDeps;
/** Midnight at the end of today. */
let midnight: Instant;
beforeEach(async () => {
  deps = await openTestDeps();
  midnight = startOfDay(addDays(cityDate(deps.clock.now()), 1));
  deps.advance(midnight - deps.clock.now() + 22 * HOUR_MS);
  midnight = later(midnight, 24 * HOUR_MS);
  await furnish(deps);
  await followNotices(deps);
});
afterEach(() => deps.close());

const window = (from: number, to: number) => ({
  from: later(midnight, from * HOUR_MS),
  to: later(midnight, to * HOUR_MS),
});
const morning = () => window(9, 11);
const afternoon = () => window(14, 16);

async function filed(): Promise<string> {
  const contact = { externalId: CHAT };
  const report = reportWith({ householdId: eastHome.id, contact, separate: true });
  return (await must(runCommand(deps, agent, fileCase, report))).id;
}
const agree = (id: string, times: VisitWindow) =>
  changed(deps, agent, agreeVisit, { id, ...times });
const cancel = (id: string) => changed(deps, agent, cancelVisit, { id, description: "改日再约" });

/** All, the oldest first. */
async function all(): Promise<Notice[]> {
  const where = { householdId: eastHome.id };
  return deps.store.find(notices, { index: "byHousehold", where, limit: 50 });
}
const stand = async () =>
  (await all()).map(({ about, state }) => `${about.kind} ${state}`).toSorted();
const only = async (kind: string) => (await all()).find(({ about }) => about.kind === kind)!;
/** As the job does once it is due: there is no such chat, so that whoever is to be told is rung. */
async function sendInTheMorning(kind: string): Promise<Notice["state"]> {
  const { id, dueAt } = await only(kind);
  deps.advance(Math.max(0, dueAt - deps.clock.now()));
  await runCommand(deps, NOTIFIER, sendCommand(deps.config), { id });
  return (await only(kind)).state;
}

test("whoever reported it is told of a visit, of a later one in place of it, of none", async () => {
  const id = await filed();
  await agree(id, morning());
  await expect.poll(stand).toEqual(["visit-agreed due"]);
  await agree(id, afternoon());
  await expect.poll(stand).toEqual(["visit-agreed dropped", "visit-moved due"]);
  const { about } = await only("visit-moved");
  expect(textOf(about, "zh")).toContain("14:00–16:00");
  expect(textOf(about, "en")).toContain("14:00–16:00");
  await cancel(id);
  const replaced = ["visit-agreed dropped", "visit-cancelled due", "visit-moved dropped"];
  await expect.poll(stand).toEqual(replaced);
  expect(await sendInTheMorning("visit-cancelled")).toBe("failed");
});

test("nobody is rung about what was moved since; what was sent stays sent", async () => {
  const id = await filed();
  await agree(id, morning());
  await expect.poll(stand).toEqual(["visit-agreed due"]);
  const agreed = await only("visit-agreed");
  await deps.store.commit([replace(notices, agreed, { ...agreed, state: "failed" })]);
  await agree(id, afternoon());
  await expect.poll(stand).toEqual(["visit-agreed dropped", "visit-moved due"]);
  const moved = await only("visit-moved");
  await deps.store.commit([replace(notices, moved, { ...moved, state: "sent" })]);
  await cancel(id);
  const last = ["visit-agreed dropped", "visit-cancelled due", "visit-moved sent"];
  await expect.poll(stand).toEqual(last);
});

test("in the morning it is sent if it is so still, and not once somebody is there", async () => {
  const id = await filed();
  await agree(id, morning());
  await expect.poll(stand).toEqual(["visit-agreed due"]);
  await changed(deps, dispatcher, assign, { id, ...toWorker });
  await changed(deps, worker, accept, { id });
  await changed(deps, worker, arrive, { id });
  expect(await sendInTheMorning("visit-agreed")).toBe("dropped");
});

test("once it is over nobody is told of it; until then they are", async () => {
  for (const [wait, state] of [
    [0, "failed"],
    [3 * HOUR_MS, "dropped"],
  ] as const) {
    const id = await filed();
    await agree(id, morning());
    const mine = async () =>
      (await all()).find(({ about }) => "caseId" in about && about.caseId === id);
    await expect.poll(mine).toMatchObject({ state: "due" });
    const notice = (await mine())!;
    deps.advance(Math.max(0, notice.dueAt - deps.clock.now()) + wait);
    await runCommand(deps, NOTIFIER, sendCommand(deps.config), { id: notice.id });
    expect(await mine()).toMatchObject({ state });
    if (wait === 0) await cancel(id);
  }
});

test("a case that was merged is told of by the visit of the other", async () => {
  const [id, intoId] = [await filed(), await filed()];
  await agree(id, morning());
  await expect.poll(stand).toEqual(["visit-agreed due"]);
  await must(runCommand(deps, supervisor, merge, { id, intoId }));
  expect(((await deps.store.get(cases, intoId)) as Case).visit).toMatchObject(morning());
  expect(await sendInTheMorning("visit-agreed")).toBe("failed");
});
