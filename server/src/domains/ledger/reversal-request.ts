import type { Belonging } from "@warmline/shared/access/scope.ts";
import { ledgerPermissions } from "@warmline/shared/ledger/permissions.ts";
import { REVERSAL_POLICY, reversedFen } from "@warmline/shared/ledger/reversal-policy.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { labelOf, owedAfter, postedEntries } from "./posted-preview.ts";
import { reverse, type Reversing } from "./undo-commands.ts";

/** 冲正申请: what one may not reverse alone. */
export const reversal = approvable({
  command: reverse,
  ask: ledgerPermissions.askReversal,
  policy: REVERSAL_POLICY,
  approvers: [ledgerPermissions.approveReversal, ledgerPermissions.releaseReversal],
  about: ({ id }) => `entries/${id}`,
  notYet: ["day-closed"],
  show: (state, _, { writes }) => ({
    label: state.parts.map(({ household, account }) => labelOf(household, account.id)).join("、"),
    amountFen: reversedFen(state.parts.map(({ entry }) => entry)),
    place: placeOf(state),
    preview: {
      changes: [],
      entries: postedEntries(writes),
      owed: state.parts.map((part) => owedAfter(writes, part)),
    },
  }),
});

/** A payment that a hall took is that hall's; one for households of several branches the city's. */
function placeOf({ parts, payment }: Reversing): Belonging | "city" {
  const branches = new Set(parts.map(({ household }) => household.place.branchId));
  const hall = payment?.officeId === undefined ? {} : { hallId: payment.officeId };
  const [branchId] = branches;
  return branchId === undefined || branches.size > 1 ? "city" : { branchId, ...hall };
}

/**
 * 申请冲正. Refusals, in this order: `not-found`, `out-of-scope`, `forbidden`, `other-hall`, those of
 * the rule, `request-pending`.
 */
export const askReversal = askCommand({ name: "ledger.ask-reversal", of: reversal });

/** Nothing is written. Refusals as of `askReversal`, without the last. */
export const previewReversal = previewCommand(reversal);
