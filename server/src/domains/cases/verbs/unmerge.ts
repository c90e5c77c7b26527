import { refuse } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { unmergeCase } from "@warmline/shared/cases/merge.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, seeCase, type CaseInput } from "../act-on-case.ts";

export interface UnmergeInput extends CaseInput {
  readonly description?: string | undefined;
}

/** The inverse of merging, in one commit as well. */
export function unmerge(deps: Deps, caller: Caller, input: UnmergeInput) {
  return actOnCase(deps, caller, {
    command: "cases.unmerge",
    input,
    reason: input.description,
    async decide(caseRecord, moment) {
      if (caseRecord.mergedInto === undefined) return refuse("not-merged");
      const other = await seeCase(deps, caller, caseRecord.mergedInto.caseId);
      if (!other.ok) return other;
      const pair = unmergeCase(caseRecord, other.value, moment, input.description);
      if (!pair.ok) return pair;
      const also = [replace(cases, other.value, pair.value.other)];
      return { ok: true, value: pair.value.merged, also };
    },
  });
}
