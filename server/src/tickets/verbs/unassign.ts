import { unassignCase } from "@warmline/shared/tickets/dispatch.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of assigning. */
export function unassign(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.unassign",
    input,
    reason: input.words,
    decide: (matter, moment) => unassignCase(matter, moment, input.words),
  });
}
