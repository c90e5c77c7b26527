import { resolveCase, type Proof } from "@warmline/shared/cases/work.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

/** 办结, with proof. */
export function resolve(deps: Deps, caller: Caller, input: CaseInput & Proof) {
  return actOnCase(deps, caller, {
    command: "cases.resolve",
    input,
    decide: (caseRecord, moment) =>
      refuseOthersWork(caller, caseRecord) ?? resolveCase(caseRecord, moment, input),
  });
}
