import { withdrawCase } from "@warmline/shared/cases/follow-up.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 撤销. */
export function withdraw(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.withdraw",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => withdrawCase(caseRecord, moment, input.description),
  });
}
