import { caseCommands } from "@warmline/shared/cases/commands-api.ts";
import type { OfferedCommand } from "@warmline/shared/cases/offered.ts";
import { caseCommand, type CaseCommand } from "./case-command.ts";
import * as forms from "./forms.ts";

const offered = {
  accept: caseCommand(caseCommands.accept, {
    label: "cases.action.accept",
    key: "y",
  }),
  arrive: caseCommand(caseCommands.arrive, {
    label: "cases.action.arrive",
    key: "v",
  }),
  resolve: caseCommand(caseCommands.resolve, {
    label: "cases.action.resolve",
    key: "r",
    form: forms.proof,
  }),
  grant: caseCommand(caseCommands.grant, {
    label: "cases.action.grant",
  }),
  decline: caseCommand(caseCommands.decline, {
    label: "cases.action.decline",
    form: forms.description,
  }),
  callBack: caseCommand(caseCommands.callBack, {
    label: "cases.action.call-back",
    key: "b",
    form: forms.outcome,
  }),
  close: caseCommand(caseCommands.close, {
    label: "cases.action.close",
    key: "c",
    form: forms.perhapsDescription,
  }),
  assign: caseCommand(caseCommands.assign, {
    label: "cases.action.assign",
    key: "a",
    form: forms.assignment,
  }),
  answer: caseCommand(caseCommands.answer, {
    label: "cases.action.answer",
    form: forms.description,
  }),
  note: caseCommand(caseCommands.note, {
    label: "cases.action.note",
    key: "m",
    form: forms.description,
  }),
  contact: caseCommand(caseCommands.contact, {
    label: "cases.action.contact",
    key: "p",
    form: forms.description,
  }),
  agreeVisit: caseCommand(caseCommands.agreeVisit, {
    label: "cases.action.agree-visit",
    key: "i",
    form: forms.visiting,
  }),
  cancelVisit: caseCommand(caseCommands.cancelVisit, {
    label: "cases.action.cancel-visit",
    form: forms.description,
  }),
  urge: caseCommand(caseCommands.urge, {
    label: "cases.action.urge",
    key: "u",
    form: forms.perhapsDescription,
  }),
  reopen: caseCommand(caseCommands.reopen, {
    label: "cases.action.reopen",
    form: forms.description,
  }),
  return: caseCommand(caseCommands.return, {
    label: "cases.action.return",
    key: "t",
    form: forms.sendingBack,
  }),
  askExtension: caseCommand(caseCommands.askExtension, {
    label: "cases.action.ask-extension",
    key: "e",
    form: forms.laterDue,
  }),
  withdrawApplication: caseCommand(caseCommands.withdrawApplication, {
    label: "cases.action.withdraw-application",
  }),
  supervise: caseCommand(caseCommands.supervise, {
    label: "cases.action.supervise",
    key: "s",
    form: forms.overseer,
  }),
  liftSupervision: caseCommand(caseCommands.liftSupervision, {
    label: "cases.action.lift-supervision",
    form: forms.description,
  }),
  revokeExtension: caseCommand(caseCommands.revokeExtension, {
    label: "cases.action.revoke-extension",
    form: forms.description,
  }),
  unassign: caseCommand(caseCommands.unassign, {
    label: "cases.action.unassign",
    form: forms.perhapsDescriptionAt,
  }),
  classify: caseCommand(caseCommands.classify, {
    label: "cases.action.classify",
    form: forms.classing,
  }),
  setHousehold: caseCommand(caseCommands.setHousehold, {
    label: "cases.action.set-household",
    form: forms.household,
  }),
  clearHousehold: caseCommand(caseCommands.clearHousehold, {
    label: "cases.action.clear-household",
    form: forms.perhapsDescriptionAt,
  }),
  merge: caseCommand(caseCommands.merge, {
    label: "cases.action.merge",
    key: "d",
    form: forms.merging,
  }),
  unmerge: caseCommand(caseCommands.unmerge, {
    label: "cases.action.unmerge",
    form: forms.perhapsDescription,
  }),
  withdraw: caseCommand(caseCommands.withdraw, {
    label: "cases.action.withdraw",
    form: forms.description,
  }),
} satisfies Record<OfferedCommand, CaseCommand>;

/** In the order in which the case page offers them: the usual next step first. */
export const offeredCommands = Object.entries(offered) as [OfferedCommand, CaseCommand][];
