import { refuse } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { mergeCase } from "@warmline/shared/cases/merge.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import type { Deps } from "../../../platform/deps.ts";
import { actOnCase, seeCase, type CaseInput } from "../act-on-case.ts";

export interface MergeInput extends CaseInput {
  /** The case that it is the same as. */
  readonly intoId: string;
  readonly description?: string | undefined;
}

/** 并案: both cases in one commit; whoever merges must see both. */
export function merge(deps: Deps, caller: Caller, input: MergeInput) {
  return actOnCase(deps, caller, {
    command: "cases.merge",
    input,
    reason: input.description,
    async decide(caseRecord, moment) {
      const other = await seeCase(deps, caller, input.intoId);
      if (!other.ok) return other.code === "not-found" ? refuse("other-case-not-found") : other;
      const pair = mergeCase(caseRecord, other.value, moment, input.description);
      if (!pair.ok) return pair;
      const also = [replace(cases, other.value, pair.value.other)];
      return { ok: true, value: pair.value.merged, also };
    },
  });
}
