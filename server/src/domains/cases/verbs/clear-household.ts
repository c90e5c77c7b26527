import { clearHousehold as clear } from "@warmline/shared/cases/describe.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of setting the household. */
export function clearHousehold(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.clear-household",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => clear(caseRecord, moment, input.description),
  });
}
