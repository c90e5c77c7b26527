import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import {
  callBackCase,
  closeCase,
  reopenCase,
  withdrawCase,
} from "@warmline/shared/cases/follow-up.ts";
import { contactCase, urgeCase } from "@warmline/shared/cases/notes.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { takenBack } from "./assignees.ts";
import { mergedCases, withFreed } from "./freed.ts";
import { onCase } from "./on-case.ts";
import { timetable } from "./timetable.ts";

/**
 * 回访. Refusals after those of every case, in this order: `case-merged`, then what forbids it in the
 * case's state.
 */
export const callBack = onCase({
  name: "cases.call-back",
  load: async (reads, caseRecord, _: CaseCommandInput<"callBack">, moment) =>
    ok(await takenBack(reads, caseRecord, moment)),
  rule: (caseRecord, moment, input, back) => callBackCase(caseRecord, moment, input, back),
});

/**
 * 关闭, after the call-back. Refusals after those of every case, in this order: `not-called-back`,
 * `case-merged`, then what forbids it in the case's state.
 */
export const close = onCase({
  name: "cases.close",
  load: async (reads, caseRecord) => ok(await mergedCases(reads, caseRecord)),
  rule: (caseRecord, moment, { description }: CaseCommandInput<"close">, merged) =>
    withFreed(closeCase(caseRecord, moment, description), merged, moment),
});

/**
 * 撤销; of a critical case it is asked for. Refusals after those of every case, in this order:
 * `case-merged`, what forbids it in the case's state, `application-pending`.
 */
export const withdraw = onCase({
  name: "cases.withdraw",
  load: async (reads, caseRecord) => ok(await mergedCases(reads, caseRecord)),
  rule: (caseRecord, moment, { description }: CaseCommandInput<"withdraw">, merged) =>
    withFreed(withdrawCase(caseRecord, moment, description), merged, moment),
  reasoned: true,
});

/**
 * 重开, to the same worker while they work for the branch. Refusals after those of every case, in
 * this order: `case-merged`, then what forbids it in the case's state.
 */
export const reopen = onCase({
  name: "cases.reopen",
  load: async (reads, caseRecord, _: CaseCommandInput<"reopen">, moment) =>
    ok(await takenBack(reads, caseRecord, moment)),
  rule: (caseRecord, moment, { description }, back) =>
    reopenCase(caseRecord, moment, description, back),
  reasoned: true,
});

/**
 * 已联系用户. Refusals after those of every case, in this order: `case-full`, `case-merged`, then what
 * forbids it in the case's state.
 */
export const contact = onCase({
  name: "cases.contact",
  load: async (reads, caseRecord, _: CaseCommandInput<"contact">, moment) =>
    ok(await timetable(reads.unguarded, moment, caseRecord)),
  rule: (caseRecord, moment, { description }, times) =>
    contactCase(caseRecord, moment, description, times),
});

/**
 * 催办. Refusals after those of every case, in this order: `case-full`, `case-merged`, then what
 * forbids it in the case's state.
 */
export const urge = onCase({
  name: "cases.urge",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"urge">) =>
    urgeCase(caseRecord, moment, description),
});

export function followUpRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.callBack, callBack),
    handle(deps, caseCommands.close, close),
    handle(deps, caseCommands.withdraw, withdraw),
    handle(deps, caseCommands.reopen, reopen),
    handle(deps, caseCommands.contact, contact),
    handle(deps, caseCommands.urge, urge),
  ];
}
