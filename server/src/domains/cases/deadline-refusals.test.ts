import { afterAll, beforeAll } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import * as deadline from "./deadline-commands.ts";
import * as it from "./fixture.ts";
import * as followUp from "./follow-up-commands.ts";
import * as watching from "./supervision-commands.ts";
import {
  anHourMore,
  asked,
  closed,
  extended,
  full,
  merged,
  on,
  onSite,
  opened,
  resolved,
  testRefusals,
  type RefusalRow,
  type Situation,
} from "./testing.ts";

// As refusals.test.ts, of the commands on deadlines and oversight.

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const { agent, supervisor, dispatcher, worker, mate } = it;
const description = "说明";

const [past, far] = [{ dueAt: instantOf(1) }, { dueAt: instantOf(Date.now() + 1e11) }];
const watch = {
  overseerId: dispatcher.actor.id,
  dueAt: instantOf(Date.now() + 1e8),
  description,
};
const arriving = { clock: "arrive", description } as const;
const supervised: Situation = async (there) =>
  it.changed(there, supervisor, watching.supervise, { id: (await opened(there)).id, ...watch });

const commands = {
  askExtension: on(deadline.askExtension, { clock: "resolve", dueAt: instantOf(1), description }),
  withdrawApplication: on(deadline.withdrawApplication, {}),
  grant: on(deadline.grant, {}),
  decline: on(deadline.decline, { description }),
  supervise: on(watching.supervise, { ...watch, overseerId: worker.actor.id }),
  liftSupervision: on(watching.liftSupervision, { description }),
  contact: on(followUp.contact, { description }),
  revokeExtension: on(deadline.revokeExtension, { description }),
};

const askLater = on(deadline.askExtension, anHourMore);
const tooLate = on(deadline.askExtension, { ...far, clock: "resolve", description });

const rows: Readonly<Record<keyof typeof commands, readonly RefusalRow[]>> = {
  askExtension: [
    ["not-yours", mate, asked, commands.askExtension],
    ["application-pending", worker, asked, commands.askExtension],
    ["clock-not-running", dispatcher, closed, commands.askExtension],
    ["clock-not-running", worker, onSite, on(deadline.askExtension, { ...arriving, ...far })],
    ["due-not-later", dispatcher, merged, commands.askExtension],
    ["due-too-late", dispatcher, merged, tooLate],
    ["case-merged", dispatcher, merged, askLater],
  ],
  withdrawApplication: [
    ["no-application", mate, closed, commands.withdrawApplication],
    ["not-yours", mate, asked, commands.withdrawApplication],
  ],
  grant: [
    ["no-application", supervisor, closed, commands.grant],
    ["own-application", worker, asked, commands.grant],
  ],
  decline: [["no-application", supervisor, closed, commands.decline]],
  supervise: [
    ["overseer-not-suitable", supervisor, closed, commands.supervise],
    ["supervised-so", supervisor, supervised, on(watching.supervise, watch)],
    ["supervision-past", supervisor, closed, on(watching.supervise, { ...watch, ...past })],
    ["due-too-late", supervisor, closed, on(watching.supervise, { ...watch, ...far })],
    ["case-merged", supervisor, merged, on(watching.supervise, watch)],
    ["case-closed", supervisor, closed, on(watching.supervise, watch)],
  ],
  liftSupervision: [["not-supervised", supervisor, closed, commands.liftSupervision]],
  contact: [
    ["case-full", agent, () => merged(deps, full), commands.contact],
    ["case-merged", agent, merged, commands.contact],
    ["already-resolved", agent, resolved, commands.contact],
  ],
  revokeExtension: [
    ["not-extended", supervisor, closed, commands.revokeExtension],
    ["case-merged", supervisor, () => merged(deps, extended), commands.revokeExtension],
  ],
};

testRefusals(() => deps, commands, rows);
