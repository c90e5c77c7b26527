import { withdrawCase } from "@warmline/shared/tickets/follow-up.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 撤销. */
export function withdraw(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.withdraw",
    input,
    reason: input.words,
    decide: (matter, moment) => withdrawCase(matter, moment, input.words),
  });
}
