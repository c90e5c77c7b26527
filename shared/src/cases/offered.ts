import type { StaffActor } from "../access/actor.ts";
import type { Instant } from "../kernel/time.ts";
import { CATEGORIES } from "./categories.ts";
import type { caseCommands } from "./commands-api.ts";
import { extendable, extendedClock } from "./extension.ts";
import { mayBeClosed } from "./follow-up.ts";
import { mayBeGranted } from "./grant.ts";
import { residentPhone } from "./matching.ts";
import { transition, type CaseAction } from "./machine.ts";
import type { Case } from "./model.ts";
import { refuseOthersVisit } from "./visit.ts";
import { refuseOthersWork } from "./whose.ts";
import { wasVisited } from "./work.ts";

/** Pictures and reports have controls of their own. */
type Elsewhere = "addPictures" | "hidePicture" | "showPicture" | "detachReport";

/** What is offered on a case as a whole. */
export type OfferedCommand = Exclude<keyof typeof caseCommands, Elsewhere>;

interface Condition {
  /** What the state of the case has to allow. */
  readonly action: CaseAction;
  /** Where more than its state decides. */
  readonly when?: (caseRecord: Case, actor: StaffActor, now: Instant) => boolean;
}

const own = (caseRecord: Case, actor: StaffActor) => refuseOthersWork(actor, caseRecord) === null;
const asked = ({ application }: Case) => application !== undefined;

const CONDITIONS: Readonly<Record<OfferedCommand, Condition>> = {
  accept: {
    action: "accept",
    when: (one, actor) => refuseOthersWork(actor, one, { open: true }) === null,
  },
  arrive: { action: "arrive", when: own },
  resolve: { action: "resolve", when: (one, actor) => own(one, actor) && wasVisited(one) },
  return: {
    action: "return",
    // What nobody has can only be the city's in place of the branch's.
    when: (one, actor) => own(one, actor) && (one.state !== "new" || one.branchId !== undefined),
  },
  answer: { action: "answer", when: ({ category }) => CATEGORIES[category].atDesk },
  callBack: { action: "call-back" },
  close: { action: "close", when: mayBeClosed },
  withdraw: { action: "withdraw", when: (one) => one.urgency !== "critical" || !asked(one) },
  contact: { action: "contact" },
  reopen: { action: "reopen" },
  urge: { action: "urge" },
  assign: { action: "assign" },
  unassign: { action: "unassign" },
  askExtension: {
    action: "extend",
    when: (one, actor, now) => own(one, actor) && !asked(one) && extendable(one, now).length > 0,
  },
  withdrawApplication: {
    action: "describe",
    when: ({ application }, { id }) => application?.actorId === id,
  },
  grant: {
    // What is granted has a row of its own in the table of states.
    action: "note",
    when: (one, { id }, now) => one.application?.actorId !== id && mayBeGranted(one, now),
  },
  decline: { action: "describe", when: asked },
  revokeExtension: { action: "extend", when: (one) => extendedClock(one) !== undefined },
  supervise: { action: "describe" },
  liftSupervision: { action: "describe", when: ({ supervision }) => supervision !== undefined },
  agreeVisit: {
    action: "visit",
    when: (one, actor) => refuseOthersVisit(actor, one) === null,
  },
  cancelVisit: {
    action: "visit",
    when: (one, actor) => refuseOthersVisit(actor, one) === null && one.visit !== undefined,
  },
  classify: { action: "describe" },
  setHousehold: { action: "describe" },
  clearHousehold: {
    action: "describe",
    when: ({ householdId }) => householdId !== undefined,
  },
  note: { action: "note" },
  merge: {
    action: "merge",
    // Of nobody's case it cannot be said that another is theirs, too.
    when: ({ householdId, contact }) =>
      householdId !== undefined || residentPhone(contact) !== undefined,
  },
  unmerge: { action: "unmerge", when: ({ mergedInto }) => mergedInto !== undefined },
};

/**
 * Whether a command can come to anything for this person on the case as it stands, their permission
 * apart. Asked as the server will ask; what it refuses all the same lies in what is filled in.
 */
export function isOffered(
  command: OfferedCommand,
  caseRecord: Case,
  actor: StaffActor,
  now: Instant,
): boolean {
  const { action, when } = CONDITIONS[command];
  if (caseRecord.mergedInto !== undefined && action !== "unmerge") return false;
  return transition(caseRecord.state, action).ok && (when?.(caseRecord, actor, now) ?? true);
}
