import { refuse } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { unmergeCase } from "@warmline/shared/tickets/merge.ts";
import { cases } from "@warmline/shared/tickets/types.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, seeCase, type CaseInput } from "../act-on-case.ts";

export interface UnmergeInput extends CaseInput {
  readonly words?: string | undefined;
}

/** The inverse of merging, in one commit as well. */
export function unmerge(deps: Deps, caller: Caller, input: UnmergeInput) {
  return actOnCase(deps, caller, {
    command: "cases.unmerge",
    input,
    reason: input.words,
    async decide(matter, moment) {
      if (matter.mergedInto === undefined) return refuse("not-merged");
      const other = await seeCase(deps, caller, matter.mergedInto.caseId);
      if (!other.ok) return other;
      const pair = unmergeCase(matter, other.value, moment, input.words);
      if (!pair.ok) return pair;
      const also = [replace(cases, other.value, pair.value.other)];
      return { ok: true, value: pair.value.merged, also };
    },
  });
}
