import type { KnowledgeIntent } from "@warmline/shared/knowledge/content.ts";
import type { InBoth } from "@warmline/shared/knowledge/in-both.ts";
import { closestTo } from "@warmline/shared/knowledge/find.ts";
import { knowledgeItems } from "@warmline/shared/knowledge/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** More were never written about one thing. */
const SAME_INTENT_MAX = 100;

/** What holds for residents about that, whose keywords they said first; null: nothing. */
export async function residentArticle(
  { find }: Pick<Store, "find">,
  { intent, asked }: { readonly intent: KnowledgeIntent; readonly asked: string },
): Promise<{ number: string; title: InBoth; body: InBoth } | null> {
  const found = await find(knowledgeItems, {
    index: "byIntent",
    where: { "content.intents": intent },
    limit: SAME_INTENT_MAX,
  });
  const told = found.flatMap(({ state, number, content }) =>
    state === "holding" && content?.kind === "article" && content.audience === "resident"
      ? [{ number, content }]
      : [],
  );
  const closest = closestTo(asked, told);
  if (closest === null) return null;
  const { number, content } = closest;
  return { number, title: content.title, body: content.body };
}
