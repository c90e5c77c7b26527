import { formatDegrees } from "@warmline/shared/catalogue/heat-refund.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { RELIEF_POLICY } from "@warmline/shared/ledger/relief-policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { shownPosting } from "./posted-preview.ts";
import type { Cold } from "./refunded-days.ts";
import { relieve } from "./relief-command.ts";

/** 减免申请: nobody alone says that less is owed. */
export const relieving = approvable({
  command: relieve,
  ask: ledgerPermissions.askRelief,
  policy: RELIEF_POLICY,
  approvers: [ledgerPermissions.approveRelief, ledgerPermissions.releaseRelief],
  about: ({ id }) => `accounts/${id}`,
  notYet: ["day-closed"],
  show: (state, { relief, season, incident, cold, evidence }, { writes }) =>
    shownPosting(state, writes, [
      { field: "season", from: [], to: [season] },
      { field: "relief", from: [], to: [`reliefs/${relief}`] },
      ...(incident === undefined ? [] : [{ field: "incident", from: [], to: [incident] }]),
      ...(cold === undefined ? [] : shownCold(cold)),
      { field: "evidence", from: [], to: [evidence] },
    ]),
});

function shownCold({ from, to, roomTemperatureDeci }: Cold): PreviewChange[] {
  return [
    { field: "days", from: [], to: [`${from} ～ ${to}`] },
    { field: "temperature", from: [], to: [`${formatDegrees(roomTemperatureDeci)} °C`] },
  ];
}

/** 申请减免. Refusals, in this order: those of the command but `approval-needed`, `request-pending`. */
export const askRelief = askCommand({ name: "ledger.ask-relief", of: relieving });

/** Nothing is written. Refusals as of `askRelief`, without the last. */
export const previewRelief = previewCommand(relieving);
