import { unassignCase } from "@warmline/shared/cases/dispatch.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of assigning. */
export function unassign(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.unassign",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => unassignCase(caseRecord, moment, input.description),
  });
}
