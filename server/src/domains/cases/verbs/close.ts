import { closeCase } from "@warmline/shared/cases/follow-up.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 关闭, after the call-back. */
export function close(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.close",
    input,
    decide: (caseRecord, moment) => closeCase(caseRecord, moment, input.description),
  });
}
