import { reopenCase } from "@warmline/shared/cases/follow-up.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 重开, to the same worker. */
export function reopen(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.reopen",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => reopenCase(caseRecord, moment, input.description),
  });
}
