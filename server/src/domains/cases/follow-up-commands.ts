import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import {
  callBackCase,
  closeCase,
  reopenCase,
  withdrawCase,
} from "@warmline/shared/cases/follow-up.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { setFree } from "@warmline/shared/cases/set-free.ts";
import { contactCase, urgeCase } from "@warmline/shared/cases/notes.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { takenBack } from "./assignees.ts";
import { onCase, type Outcome } from "./on-case.ts";
import { timetable } from "./timetable.ts";

/**
 * 回访. Refusals after those of every case, in this order: `case-merged`, then what forbids it in the
 * case's state.
 */
export const callBack = onCase({
  name: "cases.call-back",
  load: async (reads, caseRecord) => ok(await takenBack(reads, caseRecord)),
  rule: (caseRecord, moment, input: CaseCommandInput<"callBack">, back) =>
    callBackCase(caseRecord, moment, input, back),
});

/**
 * 关闭, after the call-back. Refusals after those of every case, in this order: `not-called-back`,
 * `case-merged`, then what forbids it in the case's state.
 */
export const close = onCase({
  name: "cases.close",
  load: mergedCases,
  rule: (caseRecord, moment, { description }: CaseCommandInput<"close">, merged) =>
    withFreed(closeCase(caseRecord, moment, description), merged, moment, { done: true }),
});

/**
 * 撤销; of a critical case it is asked for. Refusals after those of every case, in this order:
 * `case-merged`, what forbids it in the case's state, `application-pending`.
 */
export const withdraw = onCase({
  name: "cases.withdraw",
  load: mergedCases,
  rule: (caseRecord, moment, { description }: CaseCommandInput<"withdraw">, merged) =>
    withFreed(withdrawCase(caseRecord, moment, description), merged, moment, { done: false }),
  reasoned: true,
});

/**
 * 重开, to the same worker while they work for the branch. Refusals after those of every case, in
 * this order: `case-merged`, then what forbids it in the case's state.
 */
export const reopen = onCase({
  name: "cases.reopen",
  load: async (reads, caseRecord) => ok(await takenBack(reads, caseRecord)),
  rule: (caseRecord, moment, { description }: CaseCommandInput<"reopen">, back) =>
    reopenCase(caseRecord, moment, description, back),
  reasoned: true,
});

/**
 * 已联系用户. Refusals after those of every case, in this order: `case-full`, `case-merged`, then what
 * forbids it in the case's state.
 */
export const contact = onCase({
  name: "cases.contact",
  load: async (reads) => ok(await timetable(reads.unguarded)),
  rule: (caseRecord, moment, { description }: CaseCommandInput<"contact">, times) =>
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

async function mergedCases(reads: Reads, { mergedIds = [] }: Case): Promise<Result<Case[], never>> {
  return ok(await reads.getMany(cases, mergedIds));
}

/** With those of the merged cases that come back, as nobody has answered their reporters. */
function withFreed<C extends string>(
  closing: Result<Case, C>,
  merged: readonly Case[],
  moment: Moment,
  how: { readonly done: boolean },
): Outcome<C> {
  // A withdrawal that is only asked for closes nothing yet.
  if (!closing.ok || closing.value.open) return closing;
  const { closed, freed } = setFree(closing.value, merged, moment, how);
  return { ...ok(closed), also: freed.map(({ before, after }) => replace(cases, before, after)) };
}

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
