import {
  conversations,
  isWritten,
  type Conversation,
} from "@warmline/shared/conversations/model.ts";
import { conversationPermissions } from "@warmline/shared/conversations/permissions.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import type { SearchEntry } from "@warmline/search/entry.ts";
import {
  branchTags,
  fieldOf,
  monthTag,
  whereOfBranch,
  type Searchable,
} from "../../platform/search/searchable.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";

/** 对话 in writing: by whose household it is and what was said; those by telephone are calls. */
export const searchableConversations: Searchable<Conversation> = {
  kind: "conversation",
  collection: conversations,
  key: "byExpiry",
  permission: conversationPermissions.read,
  async entries({ store }, documents) {
    const written = documents.filter(({ id, expired }) => isWritten(id) && !expired);
    const ids = written.flatMap(({ householdId }) => householdId ?? []);
    const homes = await documentsById(store, households, ids);
    return written.flatMap((one) => entryOf(one, homes.get(one.householdId ?? "")));
  },
  where: whereOfBranch,
  dated: true,
};

/** Each turn writes the entry anew: of a long conversation its newest words are found. */
const SAID_MAX = 30;
const LENGTH_MAX = 200;

function entryOf(one: Conversation, home: Household | undefined): SearchEntry[] {
  const spoken = one.turns.filter(({ kind }) => kind === "said" || kind === "agent");
  const fields = [
    ...fieldOf("name", "holder", home?.name),
    ...fieldOf("number", "household", home?.number),
    ...spoken
      .slice(-SAID_MAX)
      .flatMap(({ text }) => fieldOf("text", "said", text.slice(0, LENGTH_MAX))),
  ];
  const tags = [...branchTags([one.branchId]), `state=${one.state}`, monthTag(one.lastAt)];
  return fields.length === 0 ? [] : [{ id: one.id, order: one.lastAt, fields, tags }];
}
