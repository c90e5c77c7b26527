import { urgeCase } from "@warmline/shared/cases/notes.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 催办. */
export function urge(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.urge",
    input,
    decide: (caseRecord, moment) => urgeCase(caseRecord, moment, input.description),
  });
}
