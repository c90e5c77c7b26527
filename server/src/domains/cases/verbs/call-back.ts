import { callBackCase, type CallBack } from "@warmline/shared/cases/follow-up.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 回访. */
export function callBack(deps: Deps, caller: Caller, input: CaseInput & CallBack) {
  return actOnCase(deps, caller, {
    command: "cases.call-back",
    input,
    decide: (caseRecord, moment) => callBackCase(caseRecord, moment, input),
  });
}
