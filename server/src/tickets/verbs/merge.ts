import { refuse } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { mergeCase } from "@warmline/shared/tickets/merge.ts";
import { cases } from "@warmline/shared/tickets/types.ts";
import type { Caller } from "../../platform/act.ts";
import type { Deps } from "../../platform/deps.ts";
import { actOnCase, seeCase, type CaseInput } from "../act-on-case.ts";

export interface MergeInput extends CaseInput {
  /** The case that it is the same as. */
  readonly intoId: string;
  readonly words?: string | undefined;
}

/** 并案: both cases in one commit; whoever merges must see both. */
export function merge(deps: Deps, caller: Caller, input: MergeInput) {
  return actOnCase(deps, caller, {
    command: "cases.merge",
    input,
    reason: input.words,
    async decide(matter, moment) {
      const other = await seeCase(deps, caller, input.intoId);
      if (!other.ok) return other.code === "not-found" ? refuse("other-case-not-found") : other;
      const pair = mergeCase(matter, other.value, moment, input.words);
      if (!pair.ok) return pair;
      const also = [replace(cases, other.value, pair.value.other)];
      return { ok: true, value: pair.value.merged, also };
    },
  });
}
