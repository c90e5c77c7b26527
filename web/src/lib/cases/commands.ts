import { caseCommands } from "@warmline/shared/cases/commands-api.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { CATEGORIES } from "@warmline/shared/cases/categories.ts";
import { caseCommand, type CaseCommand } from "./case-command.ts";
import * as forms from "./forms.ts";

const asked = ({ extension }: Case) => extension !== undefined;
const askedBy = ({ extension }: Case, meId: string) => extension?.actorId === meId;

/** Pictures and reports have controls of their own. */
type Elsewhere = "addPictures" | "hidePicture" | "showPicture" | "detachReport";

const offered = {
  accept: caseCommand(caseCommands.accept, {
    label: "cases.action.accept",
    action: "accept",
    key: "y",
  }),
  arrive: caseCommand(caseCommands.arrive, {
    label: "cases.action.arrive",
    action: "arrive",
    key: "v",
  }),
  resolve: caseCommand(caseCommands.resolve, {
    label: "cases.action.resolve",
    action: "resolve",
    key: "r",
    form: forms.proof,
  }),
  approveExtension: caseCommand(caseCommands.approveExtension, {
    label: "cases.action.approve-extension",
    action: "extend",
    when: (caseRecord, meId) => asked(caseRecord) && !askedBy(caseRecord, meId),
  }),
  refuseExtension: caseCommand(caseCommands.refuseExtension, {
    label: "cases.action.refuse-extension",
    action: "extend",
    when: asked,
    form: forms.description,
  }),
  callBack: caseCommand(caseCommands.callBack, {
    label: "cases.action.call-back",
    action: "call-back",
    key: "b",
    form: forms.outcome,
  }),
  close: caseCommand(caseCommands.close, {
    label: "cases.action.close",
    action: "close",
    form: forms.perhapsDescription,
  }),
  assign: caseCommand(caseCommands.assign, {
    label: "cases.action.assign",
    action: "assign",
    key: "a",
    form: forms.assignment,
  }),
  answer: caseCommand(caseCommands.answer, {
    label: "cases.action.answer",
    action: "answer",
    when: ({ category }) => CATEGORIES[category].atDesk,
    form: forms.description,
  }),
  note: caseCommand(caseCommands.note, {
    label: "cases.action.note",
    action: "note",
    key: "m",
    form: forms.description,
  }),
  urge: caseCommand(caseCommands.urge, {
    label: "cases.action.urge",
    action: "urge",
    key: "u",
    form: forms.perhapsDescription,
  }),
  reopen: caseCommand(caseCommands.reopen, {
    label: "cases.action.reopen",
    action: "reopen",
    form: forms.description,
  }),
  return: caseCommand(caseCommands.return, {
    label: "cases.action.return",
    action: "return",
    form: forms.sendingBack,
  }),
  askExtension: caseCommand(caseCommands.askExtension, {
    label: "cases.action.ask-extension",
    action: "extend",
    when: (caseRecord) => !asked(caseRecord),
    form: forms.laterDue,
  }),
  withdrawExtension: caseCommand(caseCommands.withdrawExtension, {
    label: "cases.action.withdraw-extension",
    action: "extend",
    when: askedBy,
  }),
  revokeExtension: caseCommand(caseCommands.revokeExtension, {
    label: "cases.action.revoke-extension",
    action: "extend",
    when: ({ dueAt, ruleDueAt }) => dueAt !== ruleDueAt,
    form: forms.description,
  }),
  unassign: caseCommand(caseCommands.unassign, {
    label: "cases.action.unassign",
    action: "unassign",
    form: forms.perhapsDescriptionAt,
  }),
  classify: caseCommand(caseCommands.classify, {
    label: "cases.action.classify",
    action: "describe",
    form: forms.classing,
  }),
  setHousehold: caseCommand(caseCommands.setHousehold, {
    label: "cases.action.set-household",
    action: "describe",
    form: forms.household,
  }),
  clearHousehold: caseCommand(caseCommands.clearHousehold, {
    label: "cases.action.clear-household",
    action: "describe",
    when: ({ householdId }) => householdId !== undefined,
    form: forms.perhapsDescriptionAt,
  }),
  merge: caseCommand(caseCommands.merge, {
    label: "cases.action.merge",
    action: "merge",
    form: forms.merging,
  }),
  unmerge: caseCommand(caseCommands.unmerge, {
    label: "cases.action.unmerge",
    action: "unmerge",
    when: ({ mergedInto }) => mergedInto !== undefined,
    form: forms.perhapsDescription,
  }),
  withdraw: caseCommand(caseCommands.withdraw, {
    label: "cases.action.withdraw",
    action: "withdraw",
    form: forms.description,
  }),
} satisfies Record<Exclude<keyof typeof caseCommands, Elsewhere>, CaseCommand>;

/** In the order in which the case page offers them: the usual next step first. */
export const offeredCommands: readonly CaseCommand[] = Object.values(offered);
