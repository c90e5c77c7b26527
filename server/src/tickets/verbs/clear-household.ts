import { clearHousehold as clear } from "@warmline/shared/tickets/describe.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of setting the household. */
export function clearHousehold(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.clear-household",
    input,
    reason: input.words,
    decide: (matter, moment) => clear(matter, moment, input.words),
  });
}
