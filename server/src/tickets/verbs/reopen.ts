import { reopenCase } from "@warmline/shared/tickets/follow-up.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 重开, to the same worker. */
export function reopen(deps: Deps, caller: Caller, input: CaseInput & { readonly words: string }) {
  return actOnCase(deps, caller, {
    command: "cases.reopen",
    input,
    reason: input.words,
    decide: (matter, moment) => reopenCase(matter, moment, input.words),
  });
}
