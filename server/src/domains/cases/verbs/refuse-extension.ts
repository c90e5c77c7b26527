import { refuseExtension as refuse } from "@warmline/shared/cases/extension.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 延期 refused, with a reason. */
export function refuseExtension(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.refuse-extension",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => refuse(caseRecord, moment, input.description),
  });
}
