import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Conversation } from "./model.ts";

const LINKED_MAX = 20;

type Cases = Pick<Conversation, "caseIds" | "linkedCaseIds">;

/** The cases beside a conversation: what came of it by itself, then what people linked. */
export function casesBeside({ caseIds, linkedCaseIds = [] }: Cases): readonly string[] {
  return [...new Set([...caseIds, ...linkedCaseIds])];
}

/** 关联. Refusals, in this order: `already-linked`, `too-many-linked`. */
export function linked<C extends Cases>(
  conversation: C,
  caseId: string,
): Result<C, "already-linked" | "too-many-linked"> {
  if (casesBeside(conversation).includes(caseId)) return refuse("already-linked");
  const { linkedCaseIds = [] } = conversation;
  if (linkedCaseIds.length >= LINKED_MAX) return refuse("too-many-linked", { limit: LINKED_MAX });
  return ok({ ...conversation, linkedCaseIds: [...linkedCaseIds, caseId] });
}

/** The inverse. Refusal: `not-linked`, also of a case that came of the conversation by itself. */
export function unlinked<C extends Cases>(
  conversation: C,
  caseId: string,
): Result<C, "not-linked"> {
  const { linkedCaseIds = [] } = conversation;
  const others = linkedCaseIds.filter((one) => one !== caseId);
  return others.length === linkedCaseIds.length
    ? refuse("not-linked")
    : ok({ ...conversation, linkedCaseIds: others });
}
