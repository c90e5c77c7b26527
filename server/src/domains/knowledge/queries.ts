import { permits } from "@warmline/shared/access/permission.ts";
import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { Content } from "@warmline/shared/knowledge/content.ts";
import { foundBy } from "@warmline/shared/knowledge/find.ts";
import {
  KNOWLEDGE_STATES,
  knowledgeItems,
  knowledgeVersions,
  type KnowledgeItem,
} from "@warmline/shared/knowledge/model.ts";
import { knowledgePermissions } from "@warmline/shared/knowledge/permissions.ts";
import type { KnowledgeRow, KnowledgeVersionRow } from "@warmline/shared/knowledge/rows.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

type Reading = Pick<Deps, "store">;
type Asking = Pick<Caller, "actor">;

/** The newest ones of an item: the answer stays small however often it is written anew. */
const VERSIONS_MAX = 50;

function mayWrite({ actor }: Asking): boolean {
  return permits(actor, knowledgePermissions.write);
}

/** The one place where knowledge is looked for by words; there are a few hundred at most. */
export async function findKnowledge(
  deps: Reading,
  caller: Asking,
  { q, about }: { readonly q: string; readonly about?: CaseCategory | undefined },
): Promise<KnowledgeRow[]> {
  const writes = mayWrite(caller);
  const where = { state: writes ? KNOWLEDGE_STATES : ["holding"] };
  const all = await findAll(deps, knowledgeItems, { index: "byState", where });
  const shown = all.map((item) => ({ number: item.number, content: contentShown(item), item }));
  const linked = shown.filter(
    ({ content }) => about === undefined || content.caseCategories.includes(about),
  );
  return foundBy(linked, q).map(({ item, content }) => rowOf(item, content, writes));
}

/** What holds, or the draft of what holds nothing yet. */
function contentShown({ content, draft }: KnowledgeItem): Content {
  return (content ?? draft?.content)!;
}

function rowOf(item: KnowledgeItem, content: Content, writes: boolean): KnowledgeRow {
  const { id, rev, number, kind, state, version, ownerId, ownerName, reviewOn, draft } = item;
  const { title, category, audience } = content;
  const standing = { id, rev, number, kind, state, version, ownerId, ownerName, reviewOn };
  const drafted = writes && draft !== undefined ? { draft: draft.state } : {};
  return { ...standing, title, category, audience, ...drafted };
}

/** The item as whoever asks may see it. Refusal: `not-found`, also of a draft by who only reads. */
export async function readKnowledge(
  { store }: Reading,
  caller: Asking,
  id: string,
): Promise<Result<KnowledgeItem, "not-found">> {
  const item = await store.get(knowledgeItems, id);
  if (item === null) return refuse("not-found");
  const { by: _, draft, ...rest } = item;
  if (mayWrite(caller)) return ok(draft === undefined ? rest : { ...rest, draft });
  return item.state === "unapproved" ? refuse("not-found") : ok(rest);
}

/** The newest first. Refusal: as of `readKnowledge`. */
export async function versionsOf(
  deps: Reading,
  caller: Asking,
  itemId: string,
): Promise<Result<{ versions: KnowledgeVersionRow[] }, "not-found">> {
  const item = await readKnowledge(deps, caller, itemId);
  if (!item.ok) return item;
  const versions = await deps.store.find(knowledgeVersions, {
    index: "byItem",
    where: { itemId },
    order: "descending",
    limit: VERSIONS_MAX,
  });
  return ok({
    versions: versions.map(({ id: _, rev: __, by: ___, itemId: ____, ...rest }) => rest),
  });
}
