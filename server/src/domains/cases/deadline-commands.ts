import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import * as rules from "@warmline/shared/cases/extension.ts";
import { refuseOthersWork } from "@warmline/shared/cases/whose.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { onCase } from "./on-case.ts";

/** 延期申请. Refusals: `not-yours`, then of the rule. */
export const askExtension = onCase({
  name: "cases.ask-extension",
  rule: (caseRecord, moment, input: CaseCommandInput<"askExtension">) =>
    refuseOthersWork(moment.actor, caseRecord) ?? rules.askExtension(caseRecord, moment, input),
  reasoned: true,
});

/**
 * Whoever asked no longer does. Refusals after those of every case, in this order: `no-extension`,
 * `not-yours`, `case-merged`, then what forbids it in the case's state.
 */
export const withdrawExtension = onCase({
  name: "cases.withdraw-extension",
  rule: (caseRecord, moment) => rules.withdrawExtension(caseRecord, moment),
});

/**
 * 延期 granted. Refusals after those of every case, in this order: `no-extension`, `own-extension`,
 * `due-not-later`, `case-merged`, then what forbids it in the case's state.
 */
export const approveExtension = onCase({
  name: "cases.approve-extension",
  rule: (caseRecord, moment) => rules.approveExtension(caseRecord, moment),
});

/** 延期 refused, with a reason. */
export const refuseExtension = onCase({
  name: "cases.refuse-extension",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"refuseExtension">) =>
    rules.refuseExtension(caseRecord, moment, description),
  reasoned: true,
});

/**
 * The inverse of approving an extension. Refusals after those of every case, in this order:
 * `not-extended`, `case-merged`, then what forbids it in the case's state.
 */
export const revokeExtension = onCase({
  name: "cases.revoke-extension",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"revokeExtension">) =>
    rules.revokeExtension(caseRecord, moment, description),
  reasoned: true,
});

export function deadlineRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.askExtension, askExtension),
    handle(deps, caseCommands.withdrawExtension, withdrawExtension),
    handle(deps, caseCommands.approveExtension, approveExtension),
    handle(deps, caseCommands.refuseExtension, refuseExtension),
    handle(deps, caseCommands.revokeExtension, revokeExtension),
  ];
}
