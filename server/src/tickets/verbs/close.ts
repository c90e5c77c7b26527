import { closeCase } from "@warmline/shared/tickets/follow-up.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** 关闭, after the call-back. */
export function close(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words?: string | undefined },
) {
  return actOnCase(deps, caller, {
    command: "cases.close",
    input,
    decide: (matter, moment) => closeCase(matter, moment, input.words),
  });
}
