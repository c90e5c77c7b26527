import { revokeExtension as revoke } from "@warmline/shared/tickets/extension.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, type CaseInput } from "../act-on-case.ts";

/** The inverse of approving an extension. */
export function revokeExtension(
  deps: Deps,
  caller: Caller,
  input: CaseInput & { readonly words: string },
) {
  return actOnCase(deps, caller, {
    command: "cases.revoke-extension",
    input,
    reason: input.words,
    decide: (matter, moment) => revoke(matter, moment, input.words),
  });
}
