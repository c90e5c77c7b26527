import { refuseExtension as refuse } from "@warmline/shared/tickets/extension.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 延期 refused, with a reason. */
export function refuseExtension(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.refuse-extension",
    input,
    reason: input.words,
    decide: (matter, moment) => refuse(matter, moment, input.words),
  });
}
