import { knowledgeItems, type KnowledgeItem } from "@warmline/shared/knowledge/model.ts";
import type { ChangedKnowledge } from "@warmline/shared/knowledge/rows.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

export interface ItemInput {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev: number;
  readonly reason?: string | undefined;
}

/** The item as it will be, with what else is written. */
export interface Ruled {
  readonly item: Body<KnowledgeItem>;
  readonly besides?: readonly Write[];
}

interface OnItem<I extends ItemInput, X, L extends string, R extends string> {
  /** `knowledge.submit`. */
  readonly name: string;
  /** What holds for everybody is for who answers for the whole city; a draft is anybody's. */
  readonly scope?: "city" | "anywhere";
  /** Reads what the rule needs beside the item; refuses what is not there. */
  readonly load?: (reads: Reads, input: I, item: KnowledgeItem) => Promise<Result<X, L>>;
  readonly rule: (item: KnowledgeItem, moment: Moment, input: I, loaded: X) => Result<Ruled, R>;
}

interface Loaded<X, L extends string> {
  readonly item: KnowledgeItem;
  readonly besides: Result<X, L>;
}

/**
 * Declares a command on one item. Refusals, in this order: `out-of-scope`, `not-found`,
 * `changed-meanwhile`, those of `load`, those of the rule.
 */
export function onItem<
  I extends ItemInput,
  X = undefined,
  L extends string = never,
  R extends string = never,
>({
  name,
  scope = "anywhere",
  load,
  rule,
}: OnItem<I, X, L, R>): Command<I, Loaded<X, L>, ChangedKnowledge, "not-found" | L | R> {
  return command({
    name,
    scope,
    mutex: ({ id }: I) => `knowledge/${id}`,
    async load(reads, input): Promise<Result<Loaded<X, L>, "not-found" | L | R>> {
      const item = await reads.get(knowledgeItems, input.id);
      if (item === null) return refuse("not-found");
      const besides = await (load?.(reads, input, item) ?? ok(undefined as X));
      return ok({ item, besides });
    },
    seen: ({ item }, { rev }) => ({
      seen: rev,
      now: item.rev,
      subject: `knowledgeItems/${item.id}`,
    }),
    decide({ item, besides }, input, moment) {
      if (!besides.ok) return besides;
      const ruled = rule(item, moment, input, besides.value);
      if (!ruled.ok) return ruled;
      const next = ruled.value.item;
      return ok({
        value: changedKnowledge({ ...next, rev: item.rev + 1 }),
        writes: [replace(knowledgeItems, item, next), ...(ruled.value.besides ?? [])],
        subjects: [`knowledgeItems/${item.id}`],
        reason: input.reason,
      });
    },
  });
}

export function changedKnowledge({ id, number, rev, state }: ChangedKnowledge): ChangedKnowledge {
  return { id, number, rev, state };
}
