import { answerCase } from "@warmline/shared/tickets/work.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 直接答复: settled in words at the desk. */
export function answer(deps: Deps, caller: Caller, input: CaseInput & { readonly words: string }) {
  return actOnCase(deps, caller, {
    command: "cases.answer",
    input,
    decide: (matter, moment) => answerCase(matter, moment, input.words),
  });
}
