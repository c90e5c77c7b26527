import { refuse } from "@warmline/shared/kernel/result.ts";
import { setHousehold as set } from "@warmline/shared/cases/describe.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, maySee, type CaseInput } from "../act-on-case.ts";
import { findPlace } from "../place.ts";

export interface SetHouseholdInput extends CaseInput {
  readonly householdId: string;
}

/** Says whose matter it is; one that nobody has yet goes to the household's branch. */
export function setHousehold(deps: Deps, caller: Caller, input: SetHouseholdInput) {
  return actOnCase(deps, caller, {
    command: "cases.set-household",
    input,
    async decide(caseRecord, moment) {
      const place = await findPlace(deps, input.householdId, undefined);
      if (!place.ok) return place;
      if (place.value === null) return refuse("household-not-found");
      // The case would tell number and address: only of a household that one may see anyway.
      if (!maySee(caller.actor, place.value)) return refuse("out-of-scope");
      return set(caseRecord, moment, place.value);
    },
  });
}
