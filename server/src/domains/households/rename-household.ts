import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { changeHousehold, type HouseholdRefusal, type SeenHousehold } from "./household-change.ts";

/** Corrects 户名, the name under which the household is kept. */
export async function renameHousehold(
  deps: Deps,
  caller: Caller,
  input: SeenHousehold & { readonly name: string },
): Promise<Result<Household, HouseholdRefusal>> {
  const { name } = input;
  return changeHousehold(deps, caller, "households.rename", input, (current) =>
    ok({ next: { ...current, name } }),
  );
}
