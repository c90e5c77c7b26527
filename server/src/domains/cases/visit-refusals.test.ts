import { afterAll, beforeAll } from "vitest";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import * as it from "./fixture.ts";
import {
  assigned,
  closed,
  full,
  HOUR_MS,
  merged,
  on,
  onSite,
  resolved,
  testRefusals,
  type RefusalRow,
  type Situation,
} from "./testing.ts";
import { agreeVisit, cancelVisit } from "./visit-commands.ts";

// As refusals.test.ts, of the commands on visits: in their order, each meets all that come later.

let deps: TestDeps;
let now: Instant;
beforeAll(async () => {
  deps = await openTestDeps();
  now = deps.clock.now();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const { agent, dispatcher, worker, mate } = it;
const description = "说明";
const DAY = 24;

/** From so many hours from now until so many. */
const window = (from: number, to: number) => ({
  from: later(now, from * HOUR_MS),
  to: later(now, to * HOUR_MS),
});
const agreed: Situation = async (there) =>
  it.changed(there, worker, agreeVisit, { id: (await assigned(there)).id, ...window(2, 4) });
const agree = (from: number, to: number) => on(agreeVisit, () => window(from, to));

const commands = {
  agreeVisit: agree(1, 2),
  cancelVisit: on(cancelVisit, { description }),
};

const rows: Readonly<Record<keyof typeof commands, readonly RefusalRow[]>> = {
  agreeVisit: [
    ["not-yours", mate, full, agree(4, 2)],
    ["case-full", agent, () => merged(deps, full), agree(4, 2)],
    ["visit-already-so", agent, agreed, agree(2, 4)],
    ["visit-disordered", worker, agreed, agree(-2, -4)],
    ["visit-past", dispatcher, closed, agree(-8, -0.01)],
    ["visit-too-long", dispatcher, closed, agree(31 * DAY, 31 * DAY + 6.01)],
    ["visit-too-far", dispatcher, closed, agree(30 * DAY + 0.01, 30 * DAY + 1)],
    ["case-merged", dispatcher, merged, commands.agreeVisit],
    ["already-resolved", dispatcher, resolved, commands.agreeVisit],
    ["case-closed", dispatcher, closed, commands.agreeVisit],
  ],
  cancelVisit: [
    ["not-yours", mate, agreed, commands.cancelVisit],
    ["no-visit", dispatcher, closed, commands.cancelVisit],
    ["no-visit", worker, onSite, commands.cancelVisit],
  ],
};

testRefusals(() => deps, commands, rows);
