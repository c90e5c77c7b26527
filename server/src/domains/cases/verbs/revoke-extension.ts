import { revokeExtension as revoke } from "@warmline/shared/cases/extension.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of approving an extension. */
export function revokeExtension(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly description: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.revoke-extension",
    input,
    reason: input.description,
    decide: (caseRecord, moment) => revoke(caseRecord, moment, input.description),
  });
}
