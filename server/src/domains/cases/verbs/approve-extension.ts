import { approveExtension as approve } from "@warmline/shared/cases/extension.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 延期 granted. */
export function approveExtension(deps: Deps, caller: Caller, input: CaseInput) {
  return actOnCase(deps, caller, {
    command: "cases.approve-extension",
    input,
    decide: (caseRecord, moment) => approve(caseRecord, moment),
  });
}
