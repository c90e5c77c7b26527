import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { SETTLEMENT_POLICY } from "@warmline/shared/ledger/settlement-policy.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { shownPosting } from "./posted-preview.ts";
import { settleMetered } from "./settlement-command.ts";

/** 计量结算申请: what the meters say is shown, and another one looks at it, before money is free. */
export const settlingMetered = approvable({
  command: settleMetered,
  ask: ledgerPermissions.askSettlement,
  policy: SETTLEMENT_POLICY,
  approvers: [ledgerPermissions.approveSettlement, ledgerPermissions.releaseSettlement],
  about: ({ id }) => `accounts/${id}`,
  notYet: ["day-closed"],
  show: (state, { season }, { writes }) =>
    shownPosting(state, writes, [{ field: "season", from: [], to: [season] }]),
});

/**
 * 申请计量结算. Refusals, in this order: those of the command but `approval-needed`,
 * `request-pending`.
 */
export const askSettlement = askCommand({ name: "ledger.ask-settlement", of: settlingMetered });

/** Nothing is written. Refusals as of `askSettlement`, without the last. */
export const previewSettlement = previewCommand(settlingMetered);
