import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import * as rules from "@warmline/shared/cases/application.ts";
import * as extensions from "@warmline/shared/cases/extension.ts";
import { grantApplication } from "@warmline/shared/cases/grant.ts";
import { refuseOthersWork } from "@warmline/shared/cases/whose.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { mergedCases, withFreed } from "./freed.ts";
import { onCase } from "./on-case.ts";
import { timetable } from "./timetable.ts";

/** 延期申请. Refusals: `not-yours`, then of the rule. */
export const askExtension = onCase({
  name: "cases.ask-extension",
  rule: (caseRecord, moment, input: CaseCommandInput<"askExtension">) =>
    refuseOthersWork(moment.actor, caseRecord) ??
    extensions.askExtension(caseRecord, moment, input),
  reasoned: true,
});

/**
 * Whoever asked no longer does. Refusals after those of every case, in this order:
 * `no-application`, `not-yours`, `case-merged`, then what forbids it in the case's state.
 */
export const withdrawApplication = onCase({
  name: "cases.withdraw-application",
  rule: (caseRecord, moment) => rules.withdrawApplication(caseRecord, moment),
});

/**
 * What somebody else asks for is granted. Refusals after those of every case, in this order:
 * `no-application`, `own-application`, `application-void`, `case-merged`, then what forbids it in
 * the case's state.
 */
export const grant = onCase({
  name: "cases.grant",
  load: async (reads, caseRecord, _, moment) =>
    ok({
      times: await timetable(reads.unguarded, moment, caseRecord),
      merged: await mergedCases(reads, caseRecord),
    }),
  rule: (caseRecord, moment, _: { readonly id: string }, { times, merged }) =>
    withFreed(grantApplication(caseRecord, moment, times), merged, moment),
});

/** It is not granted, with a reason. Refusals: those of the rule. */
export const decline = onCase({
  name: "cases.decline",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"decline">) =>
    rules.declineApplication(caseRecord, moment, description),
  reasoned: true,
});

/**
 * The inverse of granting an extension. Refusals after those of every case, in this order:
 * `not-extended`, `case-merged`, then what forbids it in the case's state.
 */
export const revokeExtension = onCase({
  name: "cases.revoke-extension",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"revokeExtension">) =>
    extensions.revokeExtension(caseRecord, moment, description),
  reasoned: true,
});

export function deadlineRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.askExtension, askExtension),
    handle(deps, caseCommands.withdrawApplication, withdrawApplication),
    handle(deps, caseCommands.grant, grant),
    handle(deps, caseCommands.decline, decline),
    handle(deps, caseCommands.revokeExtension, revokeExtension),
  ];
}
