import { arriveAtCase } from "@warmline/shared/tickets/work.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase } from "../act-on-case.ts";
import { refuseOthersWork } from "../work-scope.ts";

/** 到场. */
export function arrive(deps: Deps, caller: Caller, input: { readonly id: string }) {
  return actOnCase(deps, caller, {
    command: "cases.arrive",
    input,
    decide: (matter, moment) => refuseOthersWork(caller, matter) ?? arriveAtCase(matter, moment),
  });
}
