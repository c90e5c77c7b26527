import { urgeCase } from "@warmline/shared/tickets/notes.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 催办. */
export function urge(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.urge",
    input,
    decide: (matter, moment) => urgeCase(matter, moment, input.words),
  });
}
