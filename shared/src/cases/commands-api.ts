import { z } from "zod";
import { id, instant, line, rev, text } from "../api/fields.ts";
import { TEMPERATURE } from "../kernel/written-number.ts";
import { EXTENDABLE } from "./extension.ts";
import { onCase, unless } from "./on-case-api.ts";
import { casePermissions } from "./permissions.ts";
import { category, urgency } from "./rows.ts";

const description = text(1_000);

const nothing = z.strictObject({});
const described = z.strictObject({ description });
const perhapsDescribed = z.strictObject({ description: description.optional() });
/** With the revision that the person decides on: a newer case answers `changed-meanwhile`. */
const perhapsDescribedAt = perhapsDescribed.extend({ rev: rev.optional() });
const picture = z.strictObject({ fileId: id, description: description.optional() });

const dispatch = {
  assign: onCase("assign", {
    permit: casePermissions.assign,
    summary: "Dispatch to a branch, or to a person of it",
    body: perhapsDescribedAt.extend({ branchId: id, assigneeId: id.optional() }),
    refusals: [
      "branch-not-found",
      "assignee-not-suitable",
      "already-assigned-so",
      ...unless("assign"),
    ],
  }),
  unassign: onCase("unassign", {
    permit: casePermissions.assign,
    summary: "Take it back from whoever has it; the branch keeps it",
    body: perhapsDescribedAt,
    refusals: unless("unassign"),
  }),
  accept: onCase("accept", {
    permit: casePermissions.work,
    summary: "Accept the work",
    body: nothing,
    refusals: ["not-yours", ...unless("accept")],
  }),
  return: onCase("return", {
    permit: casePermissions.work,
    summary: "Send back to the dispatcher, or to the city when it is another branch's",
    body: described.extend({ wrongBranch: z.boolean().default(false) }),
    refusals: ["not-yours", "not-assigned", ...unless("return")],
  }),
};

const work = {
  arrive: onCase("arrive", {
    permit: casePermissions.work,
    summary: "Arrived on the spot",
    body: nothing,
    refusals: ["not-yours", ...unless("arrive")],
  }),
  resolve: onCase("resolve", {
    permit: casePermissions.work,
    summary: "Done, with proof: a cold flat by a reading, a picture or why nobody was let in",
    body: described.extend({
      roomTemperatureDeci: z.int().min(TEMPERATURE.min).max(TEMPERATURE.max).optional(),
      /** Why nobody was let in. */
      noEntry: line(200).optional(),
    }),
    refusals: ["not-yours", ...unless("resolve"), "not-arrived", "proof-needed"],
  }),
  answer: onCase("answer", {
    permit: casePermissions.followUp,
    summary: "Settle at the desk what needs no visit",
    body: described,
    refusals: [...unless("answer"), "needs-visit"],
  }),
};

const followUp = {
  callBack: onCase("call-back", {
    permit: casePermissions.followUp,
    summary: "What the customer said when called back; dissatisfied reopens the case",
    body: perhapsDescribed.extend({ outcome: z.enum(["satisfied", "dissatisfied", "unreached"]) }),
    refusals: unless("call-back"),
  }),
  close: onCase("close", {
    permit: casePermissions.followUp,
    summary: "Close after the call-back",
    body: perhapsDescribed,
    refusals: ["not-called-back", ...unless("close")],
  }),
  withdraw: onCase("withdraw", {
    permit: casePermissions.followUp,
    summary: "The customer takes it back; of a critical case it is asked for",
    body: described,
    refusals: [...unless("withdraw"), "application-pending"],
  }),
  reopen: onCase("reopen", {
    permit: casePermissions.followUp,
    summary: "Reopen to the same worker, or to the branch when that one is gone",
    body: described,
    refusals: unless("reopen"),
  }),
  contact: onCase("contact", {
    permit: casePermissions.note,
    summary: "The resident was spoken with",
    body: described,
    refusals: ["case-full", ...unless("contact")],
  }),
  urge: onCase("urge", {
    permit: casePermissions.note,
    summary: "The customer asks again",
    body: perhapsDescribed,
    refusals: ["case-full", ...unless("urge")],
  }),
};

const deadline = {
  askExtension: onCase("ask-extension", {
    permit: casePermissions.work,
    summary: "Ask for a later deadline, before it has passed",
    body: described.extend({ dueAt: instant, clock: z.enum(EXTENDABLE).default("resolve") }),
    refusals: [
      "not-yours",
      "application-pending",
      "clock-not-running",
      "deadline-passed",
      "extensions-used-up",
      "due-not-later",
      "due-too-late",
      ...unless("extend"),
    ],
  }),
  withdrawApplication: onCase("withdraw-application", {
    permit: casePermissions.note,
    summary: "No longer ask for it",
    body: nothing,
    refusals: ["no-application", "not-yours", ...unless("describe")],
  }),
  grant: onCase("grant", {
    permit: casePermissions.extend,
    summary: "Grant what somebody else asks for: a later deadline, another class, a withdrawal",
    body: nothing,
    refusals: [
      "no-application",
      "own-application",
      "application-void",
      ...new Set([...unless("extend"), ...unless("describe"), ...unless("withdraw")]),
    ],
  }),
  decline: onCase("decline", {
    permit: casePermissions.extend,
    summary: "What is asked for is not granted",
    body: described,
    refusals: ["no-application", ...unless("describe")],
  }),
  revokeExtension: onCase("revoke-extension", {
    permit: casePermissions.extend,
    summary: "Back to the deadline before the last extension",
    body: described,
    refusals: ["not-extended", ...unless("extend")],
  }),
  supervise: onCase("supervise", {
    permit: casePermissions.supervise,
    summary: "Give it an overseer with a deadline of their own",
    body: described.extend({ overseerId: id, dueAt: instant }),
    refusals: [
      "overseer-not-suitable",
      "supervised-so",
      "supervision-past",
      "due-too-late",
      ...unless("describe"),
    ],
  }),
  liftSupervision: onCase("lift-supervision", {
    permit: casePermissions.supervise,
    summary: "It needs no overseer any more",
    body: described,
    refusals: ["not-supervised", ...unless("describe")],
  }),
};

const visiting = {
  agreeVisit: onCase("agree-visit", {
    permit: casePermissions.visit,
    summary: "Agree with the resident when somebody comes; agreed again it is moved",
    body: perhapsDescribedAt.extend({ from: instant, to: instant }),
    refusals: [
      "not-yours",
      "case-full",
      "visit-already-so",
      "visit-disordered",
      "visit-past",
      "visit-too-long",
      "visit-too-far",
      ...unless("visit"),
    ],
  }),
  cancelVisit: onCase("cancel-visit", {
    permit: casePermissions.visit,
    summary: "Nobody comes at the time that was agreed",
    body: described,
    refusals: ["not-yours", "no-visit", ...unless("visit")],
  }),
};

const describing = {
  classify: onCase("classify", {
    permit: casePermissions.classify,
    summary:
      "Set category and urgency, and with them the deadlines; what lengthens one is asked for",
    body: perhapsDescribedAt.extend({ category, urgency }),
    refusals: ["class-already-so", "application-pending", ...unless("describe")],
  }),
  setHousehold: onCase("set-household", {
    permit: casePermissions.classify,
    summary: "Say which household it is about",
    body: z.strictObject({ householdId: id, rev: rev.optional() }),
    refusals: ["household-not-found", "household-already-so", ...unless("describe")],
  }),
  clearHousehold: onCase("clear-household", {
    permit: casePermissions.classify,
    summary: "It is not this household's",
    body: perhapsDescribedAt,
    refusals: ["no-household", ...unless("describe")],
  }),
  note: onCase("note", {
    permit: casePermissions.note,
    summary: "Add a note",
    body: described,
    refusals: ["case-full", ...unless("note")],
  }),
  addPictures: onCase("add-pictures", {
    permit: casePermissions.note,
    summary: "Attach uploaded pictures or recordings",
    body: z.strictObject({ fileIds: z.array(id).min(1).max(6) }),
    refusals: ["file-not-found", "case-full", "too-many-files", ...unless("note")],
  }),
  hidePicture: onCase("hide-picture", {
    permit: casePermissions.note,
    summary: "Take a picture off the case",
    body: picture,
    refusals: ["no-such-picture", "picture-already-so", "too-many-files", ...unless("note")],
  }),
  showPicture: onCase("show-picture", {
    permit: casePermissions.note,
    summary: "Show a hidden picture again",
    body: picture,
    refusals: ["no-such-picture", "picture-already-so", "too-many-files", ...unless("note")],
  }),
};

const merging = {
  merge: onCase("merge", {
    permit: casePermissions.assign,
    summary: "It is the same as another open case: it closes, the other counts its reports",
    body: perhapsDescribedAt.extend({ intoId: id }),
    refusals: [
      "other-case-not-found",
      "same-case",
      ...unless("merge"),
      "other-reporter",
      "other-case-closed",
      "case-full",
      "too-many-files",
    ],
  }),
  unmerge: onCase("unmerge", {
    permit: casePermissions.assign,
    summary: "Undo the merge: the case is again as it was",
    body: perhapsDescribed,
    refusals: ["not-merged", "other-case-merged"],
  }),
  detachReport: onCase("detach-report", {
    permit: casePermissions.assign,
    summary: "Make a wrongly attached report a case of its own; answers that new case",
    body: z.strictObject({ reportId: line(200) }),
    refusals: ["no-such-report", "merged-report", "first-report", ...unless("detach-report")],
  }),
};

/** Every command on one case, by the name of its server command. */
export const caseCommands = {
  ...dispatch,
  ...work,
  ...followUp,
  ...deadline,
  ...visiting,
  ...describing,
  ...merging,
} as const;

type CaseCommands = typeof caseCommands;

/** What a command on a case is asked with: its id and the body. */
export type CaseCommandInput<K extends keyof CaseCommands> = { readonly id: string } & z.output<
  NonNullable<CaseCommands[K]["body"]>
>;
