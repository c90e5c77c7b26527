import { afterAll, beforeAll } from "vitest";
import type { Case } from "@warmline/shared/cases/model.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import * as describing from "./description-commands.ts";
import * as dispatch from "./dispatch-commands.ts";
import * as it from "./fixture.ts";
import * as followUp from "./follow-up-commands.ts";
import * as merging from "./merge-commands.ts";
import {
  accepted,
  asked,
  assigned,
  calledBack,
  closed,
  everyPicture,
  full,
  illustrated,
  merged,
  on,
  onSite,
  opened,
  overfull,
  pictures,
  reopened,
  resolved,
  toWorker,
  testRefusals,
  type RefusalRow,
} from "./testing.ts";
import * as work from "./work-commands.ts";

// Every refusal of every command, in the order in which they are found; nothing is ever written.

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

const { agent, supervisor, dispatcher, worker, mate, stranger } = it;
const description = "说明";

const firstPicture = ({ attachments }: Case) => ({ fileId: attachments[0]?.fileId ?? "none" });
const classed = { category: "leak", urgency: "critical" } as const;
const praised = { category: "praise", urgency: "normal" } as const;
const asItIs = ({ category, urgency }: Case) => ({ category, urgency });

/** Each with something that it refuses besides. */
const commands = {
  assign: on(dispatch.assign, { branchId: "nowhere" }),
  unassign: on(dispatch.unassign, {}),
  accept: on(dispatch.accept, {}),
  return: on(dispatch.returnToDispatcher, { description, wrongBranch: false }),
  arrive: on(work.arrive, {}),
  resolve: on(work.resolve, { description }),
  answer: on(work.answer, { description }),
  callBack: on(followUp.callBack, { outcome: "satisfied" }),
  close: on(followUp.close, {}),
  withdraw: on(followUp.withdraw, { description }),
  reopen: on(followUp.reopen, { description }),
  urge: on(followUp.urge, {}),
  classify: on(describing.classify, asItIs),
  setHousehold: on(describing.setHousehold, { householdId: "nobody" }),
  clearHousehold: on(describing.clearHousehold, {}),
  note: on(describing.note, { description }),
  addPictures: on(describing.addPictures, { fileIds: ["none"] }),
  hidePicture: on(describing.hidePicture, { fileId: "none" }),
  showPicture: on(describing.showPicture, { fileId: "none" }),
  merge: on(merging.merge, { intoId: "none" }),
  unmerge: on(merging.unmerge, {}),
  detachReport: on(merging.detachReport, { reportId: "none" }),
};

const { unassign, accept, arrive, resolve, answer, close, withdraw, reopen, urge } = commands;
const toEast = on(dispatch.assign, { branchId: it.EAST });
const satisfied = commands.callBack;
const toWest = on(describing.setHousehold, { householdId: it.westHome.id });
const toEastHome = on(describing.setHousehold, { householdId: it.eastHome.id });
const addOne = on(describing.addPictures, () => ({ fileIds: [spare] }));
const hide = on(describing.hidePicture, firstPicture);
const show = on(describing.showPicture, firstPicture);
const intoItself = on(merging.merge, ({ id }) => ({ intoId: id }));
const into = (other: () => Case) => on(merging.merge, () => ({ intoId: other().id }));
const detachFirst = on(merging.detachReport, ({ sourceId }) => ({ reportId: `phone/${sourceId}` }));

let [away, shut, crowded, pictured]: [Case, Case, Case, Case] = [] as never;
let spare = "";
beforeAll(async () => {
  away = await opened(deps, { householdId: it.westHome.id });
  shut = await closed(deps);
  crowded = await full(deps);
  pictured = await everyPicture(deps);
  [spare = ""] = await pictures(deps, 1);
});

const rows: Readonly<Record<keyof typeof commands, readonly RefusalRow[]>> = {
  assign: [
    ["out-of-scope", dispatcher, closed, on(dispatch.assign, { branchId: it.WEST })],
    ["branch-not-found", supervisor, closed, commands.assign],
    [
      "assignee-not-suitable",
      supervisor,
      closed,
      on(dispatch.assign, { branchId: it.EAST, assigneeId: stranger.actor.id }),
    ],
    ["already-assigned-so", dispatcher, assigned, on(dispatch.assign, toWorker)],
    ["case-merged", dispatcher, merged, toEast],
    ["already-resolved", dispatcher, resolved, toEast],
    ["case-closed", dispatcher, closed, toEast],
  ],
  unassign: [
    ["case-merged", dispatcher, merged, unassign],
    ["not-assigned", dispatcher, opened, unassign],
    ["already-resolved", dispatcher, calledBack, unassign],
    ["case-closed", dispatcher, closed, unassign],
  ],
  accept: [
    ["not-yours", mate, closed, accept],
    ["case-merged", dispatcher, merged, accept],
    ["not-assigned", mate, opened, accept],
    ["already-accepted", worker, onSite, accept],
    ["already-resolved", worker, resolved, accept],
  ],
  return: [
    ["not-yours", mate, closed, commands.return],
    ["not-assigned", dispatcher, opened, commands.return],
    ["case-merged", dispatcher, merged, commands.return],
    ["case-closed", dispatcher, closed, commands.return],
  ],
  arrive: [
    ["not-yours", mate, assigned, arrive],
    ["case-merged", dispatcher, merged, arrive],
    ["not-accepted", worker, assigned, arrive],
    ["already-on-site", worker, onSite, arrive],
  ],
  resolve: [
    ["not-yours", mate, opened, resolve],
    ["case-merged", dispatcher, merged, resolve],
    ["not-accepted", dispatcher, reopened, resolve],
    ["already-resolved", worker, resolved, resolve],
    ["not-arrived", worker, accepted, resolve],
    ["proof-needed", worker, onSite, resolve],
  ],
  answer: [
    ["case-merged", agent, merged, answer],
    ["already-accepted", agent, accepted, answer],
    ["needs-visit", agent, opened, answer],
  ],
  callBack: [
    ["case-merged", agent, merged, satisfied],
    ["not-resolved", agent, opened, satisfied],
    ["already-called-back", agent, calledBack, satisfied],
    ["case-closed", agent, closed, on(followUp.callBack, { outcome: "unreached" })],
  ],
  close: [
    ["not-called-back", agent, resolved, close],
    ["case-merged", agent, merged, close],
    ["not-resolved", agent, assigned, close],
    ["case-closed", agent, closed, close],
  ],
  withdraw: [
    ["case-merged", agent, merged, withdraw],
    ["already-resolved", agent, resolved, withdraw],
    ["case-closed", agent, closed, withdraw],
    ["application-pending", agent, () => asked(deps, { urgency: "critical" }), withdraw],
  ],
  reopen: [
    ["case-merged", agent, merged, reopen],
    ["not-resolved", agent, onSite, reopen],
    ["already-reopened", agent, reopened, reopen],
  ],
  urge: [
    ["case-full", agent, () => merged(deps, full), urge],
    ["case-merged", agent, merged, urge],
    ["already-resolved", agent, resolved, urge],
    ["case-closed", agent, closed, urge],
  ],
  classify: [
    ["class-already-so", agent, closed, commands.classify],
    ["application-pending", agent, asked, on(describing.classify, praised)],
    ["case-merged", agent, merged, on(describing.classify, classed)],
    ["case-closed", agent, closed, on(describing.classify, classed)],
  ],
  setHousehold: [
    ["household-not-found", dispatcher, closed, commands.setHousehold],
    ["out-of-scope", dispatcher, closed, toWest],
    ["household-already-so", agent, closed, toEastHome],
    ["case-merged", agent, merged, toWest],
    ["case-closed", agent, closed, toWest],
  ],
  clearHousehold: [
    [
      "no-household",
      agent,
      () => opened(deps, { householdId: undefined, contact: {} }),
      commands.clearHousehold,
    ],
    ["case-merged", agent, merged, commands.clearHousehold],
    ["case-closed", agent, closed, commands.clearHousehold],
  ],
  note: [
    ["case-full", agent, () => merged(deps, full), commands.note],
    ["case-merged", agent, merged, commands.note],
  ],
  addPictures: [
    ["file-not-found", agent, full, commands.addPictures],
    ["case-full", agent, () => merged(deps, full), addOne],
    ["too-many-files", agent, () => merged(deps, illustrated), addOne],
    ["case-merged", agent, merged, addOne],
    ["file-not-found", dispatcher, opened, addOne],
  ],
  hidePicture: [
    ["no-such-picture", agent, merged, commands.hidePicture],
    ["picture-already-so", agent, overfull, hide],
    ["case-merged", agent, () => merged(deps, illustrated), hide],
  ],
  showPicture: [
    ["no-such-picture", agent, merged, commands.showPicture],
    ["picture-already-so", agent, () => merged(deps, illustrated), show],
    ["too-many-files", agent, overfull, show],
  ],
  merge: [
    ["other-case-not-found", dispatcher, closed, commands.merge],
    ["out-of-scope", dispatcher, closed, into(() => away)],
    ["same-case", dispatcher, closed, intoItself],
    ["case-merged", dispatcher, merged, into(() => shut)],
    ["case-closed", dispatcher, closed, into(() => shut)],
    ["other-reporter", supervisor, opened, into(() => away)],
    ["other-case-closed", dispatcher, opened, into(() => shut)],
    ["case-full", dispatcher, opened, into(() => crowded)],
    ["too-many-files", dispatcher, illustrated, into(() => pictured)],
  ],
  unmerge: [["not-merged", supervisor, closed, commands.unmerge]],
  detachReport: [
    ["no-such-report", supervisor, merged, commands.detachReport],
    ["first-report", supervisor, merged, detachFirst],
  ],
};

testRefusals(() => deps, commands, rows);
