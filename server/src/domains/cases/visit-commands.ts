import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import * as rules from "@warmline/shared/cases/visit.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { onCase } from "./on-case.ts";

/** 约定上门时间, 改约. Refusals: `not-yours`, then of the rule. */
export const agreeVisit = onCase({
  name: "cases.agree-visit",
  rule: (caseRecord, moment, input: CaseCommandInput<"agreeVisit">) =>
    rules.refuseOthersVisit(moment.actor, caseRecord) ??
    rules.agreeVisit(caseRecord, moment, input),
});

/**
 * The inverse. Refusals after those of every case, in this order: `not-yours`, `no-visit`,
 * `case-merged`, then what forbids it in the case's state.
 */
export const cancelVisit = onCase({
  name: "cases.cancel-visit",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"cancelVisit">) =>
    rules.refuseOthersVisit(moment.actor, caseRecord) ??
    rules.cancelVisit(caseRecord, moment, description),
  reasoned: true,
});

export function visitRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.agreeVisit, agreeVisit),
    handle(deps, caseCommands.cancelVisit, cancelVisit),
  ];
}
