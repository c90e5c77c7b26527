import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { WRITE_OFF_POLICY } from "@warmline/shared/ledger/write-off-policy.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { shownPosting } from "./posted-preview.ts";
import { writeOff } from "./write-off-command.ts";

/** 坏账核销申请: nobody alone says that a debt cannot be collected. */
export const writingOff = approvable({
  command: writeOff,
  ask: ledgerPermissions.askWriteOff,
  policy: WRITE_OFF_POLICY,
  approvers: [ledgerPermissions.approveWriteOff, ledgerPermissions.releaseWriteOff],
  about: ({ id }) => `accounts/${id}`,
  notYet: ["day-closed"],
  show: (state, { seasons, ground, evidence }, { writes }) =>
    shownPosting(state, writes, [
      { field: "season", from: [], to: [...seasons] },
      { field: "ground", from: [], to: [`ledger.write-off-ground.${ground}`] },
      { field: "evidence", from: [], to: [evidence] },
    ]),
});

/** 申请核销. Refusals, in this order: those of the command but `approval-needed`, `request-pending`. */
export const askWriteOff = askCommand({ name: "ledger.ask-write-off", of: writingOff });

/** Nothing is written. Refusals as of `askWriteOff`, without the last. */
export const previewWriteOff = previewCommand(writingOff);
