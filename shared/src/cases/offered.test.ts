import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES, type StaffActor } from "../access/actor.ts";
import { instantOf, later, type Instant } from "../kernel/time.ts";
import { declineApplication, withdrawApplication } from "./application.ts";
import { PLAIN_WEEK } from "./calendar.ts";
import { CASE_CATEGORIES, URGENCIES } from "./categories.ts";
import { clockOf } from "./clock.ts";
import { assignCase, returnCase, unassignCase } from "./dispatch.ts";
import { classifyCase, clearHousehold, setHousehold } from "./describe.ts";
import type { Moment } from "./event.ts";
import * as extensions from "./extension.ts";
import { callBackCase, closeCase, reopenCase, withdrawCase } from "./follow-up.ts";
import { grantApplication } from "./grant.ts";
import { mergeCase, unmergeCase } from "./merge.ts";
import { CASE_STATES, type Case } from "./model.ts";
import { contactCase, noteCase, urgeCase } from "./notes.ts";
import { isOffered, type OfferedCommand } from "./offered.ts";
import { startClocks } from "./policy.ts";
import { SEED_POLICY } from "./policy-seed.ts";
import { openCase } from "./report.ts";
import { liftSupervision, superviseCase } from "./supervision.ts";
import { agreeVisit, cancelVisit, refuseOthersVisit } from "./visit.ts";
import { refuseOthersWork } from "./whose.ts";
import { acceptCase, answerCase, arriveAtCase, resolveCase } from "./work.ts";

const HOUR_MS = 3_600_000;
const NOW = instantOf(1_800_000_000_000);
const TIMETABLE = { policy: SEED_POLICY, calendar: PLAIN_WEEK, seasons: [] };

function open(id: string): Case {
  const report = {
    id: `phone/${id}`,
    caseId: id,
    at: NOW,
    source: "phone" as const,
    sourceId: id,
    first: true,
    contact: {},
    category: "leak" as const,
    urgency: "normal" as const,
    description: "",
    fileIds: [],
  };
  const clocks = startClocks(TIMETABLE, report, NOW);
  const opening = { id, number: id, report, place: null, attachments: [], clocks };
  const actor = { kind: "staff", id: "agent", name: "agent" } as const;
  return { ...openCase(opening, { at: NOW, actor }), rev: 1 };
}

const OTHER = open("other");
/** With whom a merge makes sense: what is filled in says who that is. */
const sameReporter = (one: Case): Case => ({
  ...OTHER,
  householdId: "h",
  contact: { phone: "+8613800138000" },
  ...(one.householdId === undefined ? { contact: one.contact } : {}),
});
const BACK = { workerStays: true, timetable: TIMETABLE };
const ELSEWHERE = { branchId: "elsewhere", branchName: "", acknowledge: undefined };
const PLACE = { householdId: "x", householdNumber: "1", placeText: "", branchId: "b" };

type Rule = (one: Case, moment: Moment & { actor: StaffActor }) => { ok: boolean } | null;
const own =
  (rule: Rule): Rule =>
  (one, moment) =>
    refuseOthersWork(moment.actor, one) ?? rule(one, moment);

/** What the server asks, filled in so that nothing in it is to be refused. */
const RULES: Readonly<Record<OfferedCommand, Rule>> = {
  accept: (one, moment) =>
    refuseOthersWork(moment.actor, one, { open: true }) ?? acceptCase(one, moment),
  arrive: own(arriveAtCase),
  resolve: own((one, moment) => resolveCase(one, moment, { description: "x", noEntry: "x" })),
  return: own((one, moment) => returnCase(one, moment, { description: "x", wrongBranch: true })),
  answer: (one, moment) => answerCase(one, moment, "x"),
  callBack: (one, moment) => callBackCase(one, moment, { outcome: "satisfied" }, BACK),
  close: (one, moment) => closeCase(one, moment, undefined),
  withdraw: (one, moment) => withdrawCase(one, moment, "x"),
  reopen: (one, moment) => reopenCase(one, moment, "x", BACK),
  urge: (one, moment) => urgeCase(one, moment, undefined),
  assign: (one, moment) => assignCase(one, moment, { ...ELSEWHERE }),
  unassign: (one, moment) => unassignCase(one, moment, undefined),
  contact: (one, moment) => contactCase(one, moment, "x", TIMETABLE),
  askExtension: own((one, moment) => {
    const [clock = "resolve"] = extensions.extendable(one, NOW);
    const { due = NOW } = clockOf(one, clock) ?? {};
    const dueAt = later(due > NOW ? due : NOW, HOUR_MS);
    return extensions.askExtension(one, moment, { clock, dueAt, description: "x" });
  }),
  withdrawApplication,
  grant: (one, moment) => grantApplication(one, moment, TIMETABLE),
  decline: (one, moment) => declineApplication(one, moment, "x"),
  revokeExtension: (one, moment) => extensions.revokeExtension(one, moment, "x"),
  supervise: (one, moment) => {
    const overseer = { id: "nobody yet", name: "" };
    const dueAt = later(NOW, HOUR_MS);
    return superviseCase(one, moment, { overseer, dueAt, description: "x" });
  },
  liftSupervision: (one, moment) => liftSupervision(one, moment, "x"),
  agreeVisit: (one, moment) =>
    refuseOthersVisit(moment.actor, one) ??
    agreeVisit(one, moment, { from: later(NOW, 2 * HOUR_MS), to: later(NOW, 3 * HOUR_MS) }),
  cancelVisit: (one, moment) =>
    refuseOthersVisit(moment.actor, one) ?? cancelVisit(one, moment, "x"),
  classify: (one, moment) => {
    const urgency = one.urgency === "critical" ? "urgent" : "critical";
    const next = { category: one.category, urgency } as const;
    return classifyCase({ ...one, application: undefined }, moment, next, TIMETABLE);
  },
  setHousehold: (one, moment) => setHousehold(one, moment, PLACE),
  clearHousehold: (one, moment) => clearHousehold(one, moment, undefined),
  note: (one, moment) => noteCase(one, moment, "x"),
  merge: (one, moment) => mergeCase(one, sameReporter(one), moment, undefined),
  unmerge: (one, moment) => unmergeCase(one, OTHER, moment, undefined),
};

const PEOPLE = ["ann", "ben"];
const instant: fc.Arbitrary<Instant> = fc
  .integer({ min: -30, max: 30 })
  .map((hours) => later(NOW, hours * HOUR_MS));
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });

/** A case in any standing that the rules could meet. */
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    state: fc.constantFrom(...CASE_STATES),
    category: fc.constantFrom(...CASE_CATEGORIES),
    assigneeId: perhaps(fc.constantFrom(...PEOPLE)),
    branchId: perhaps(fc.constant("b")),
    householdId: perhaps(fc.constant("h")),
    phone: perhaps(fc.constant("+8613800138000")),
    unreachedCount: fc.integer({ min: 0, max: 4 }),
    urgency: fc.constantFrom(...URGENCIES),
    dueAt: instant,
    metAt: perhaps(instant),
    extended: fc.integer({ min: 0, max: 3 }),
    supervised: fc.boolean(),
    expected: fc.boolean(),
    asked: perhaps(
      fc.record({
        kind: fc.constantFrom("extension", "class", "withdrawal"),
        dueAt: instant,
        actorId: fc.constantFrom(...PEOPLE),
      }),
    ),
    merged: fc.boolean(),
  })
  .map(({ state, phone, asked, merged, dueAt, metAt, extended, supervised, expected, ...rest }) => {
    const how = { clock: "resolve", category: "other", urgency: "normal", description: "" };
    const application = asked && { ...how, ...asked, at: NOW, actorName: "" };
    const one = { cause: "extension", from: NOW, to: dueAt, at: NOW, askedBy: "", grantedBy: "" };
    const granted = Array.from({ length: extended }, () => one);
    const clock = { kind: "resolve", from: NOW, due: dueAt, metAt, policy: 1, extensions: granted };
    const into = { caseId: OTHER.id, number: OTHER.number, fromState: "new" as const };
    const shut = state === "closed";
    return {
      ...open("one"),
      ...rest,
      state,
      open: !shut,
      contact: phone === undefined ? {} : { phone },
      clocks: [clock],
      ...(supervised ? { supervision: { overseerId: "o", dueAt } } : {}),
      ...(expected
        ? { visit: { from: NOW, to: later(NOW, HOUR_MS), at: NOW, actorName: "" } }
        : {}),
      ...(shut || application === undefined ? {} : { application }),
      ...(shut && merged ? { mergedInto: into } : {}),
    } as Case;
  });

const anyone: fc.Arbitrary<StaffActor> = fc.record({
  kind: fc.constant("staff" as const),
  id: fc.constantFrom(...PEOPLE),
  name: fc.constant(""),
  roles: fc.subarray([...ROLES], { minLength: 1 }),
  scope: fc.constant({ kind: "city" as const }),
});

test.each(Object.entries(RULES) as [OfferedCommand, Rule][])(
  "%s is offered if, and only if, the rule would let it through",
  (command, rule) => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(anyCase, anyone, (one, actor) => {
        const allowed = rule(one, { at: NOW, actor })?.ok === true;
        seen.add(allowed);
        expect(isOffered(command, one, actor, NOW)).toBe(allowed);
      }),
      { numRuns: 2_000 },
    );
    expect(seen.size, "both were met").toBe(2);
  },
);
