import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { RELIEF_POLICY } from "@warmline/shared/ledger/relief-policy.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { shownPosting } from "./posted-preview.ts";
import { relieve } from "./relief-command.ts";

/** 减免申请: nobody alone says that less is owed. */
export const relieving = approvable({
  command: relieve,
  ask: ledgerPermissions.askRelief,
  policy: RELIEF_POLICY,
  approvers: [ledgerPermissions.approveRelief, ledgerPermissions.releaseRelief],
  about: ({ id }) => `accounts/${id}`,
  notYet: ["day-closed"],
  show: (state, { relief, season, evidence }, { writes }) =>
    shownPosting(state, writes, [
      { field: "season", from: [], to: [season] },
      { field: "relief", from: [], to: [`reliefs/${relief}`] },
      { field: "evidence", from: [], to: [evidence] },
    ]),
});

/** 申请减免. Refusals, in this order: those of the command but `approval-needed`, `request-pending`. */
export const askRelief = askCommand({ name: "ledger.ask-relief", of: relieving });

/** Nothing is written. Refusals as of `askRelief`, without the last. */
export const previewRelief = previewCommand(relieving);
