import type { Actor } from "../access/actor.ts";
import { sameContent } from "../kernel/canonical.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { addDays, cityDate, type CityDate, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { Content } from "./content.ts";
import { faultIn, type ScriptFault } from "./script.ts";
import type { Draft, DraftState, KnowledgeItem, KnowledgeVersion } from "./model.ts";

/** Who decides and when. */
export interface Moment {
  readonly at: Instant;
  readonly actor: Pick<Actor, "id" | "name">;
}

type Next<Code extends string> = Result<Body<KnowledgeItem>, Code>;

/** What was approved is looked at again after a year at the latest. */
const REVIEW_DAYS = 365;

const LETTERS: Readonly<Record<Content["kind"], string>> = { article: "K", script: "S" };

/** `K-012`. */
export function numberOf(kind: Content["kind"], place: number): string {
  return `${LETTERS[kind]}-${String(place).padStart(3, "0")}`;
}

/** A new one: nothing but a draft, owned by whoever writes it. */
export function begin(
  { id, number, content }: { readonly id: string; readonly number: string; content: Content },
  moment: Moment,
): Body<KnowledgeItem> {
  return {
    id,
    number,
    kind: content.kind,
    state: "unapproved",
    version: 0,
    draft: draftOf(content, moment, []),
    ownerId: moment.actor.id,
    ownerName: moment.actor.name,
    reviewOn: reviewAfter(moment.at),
  };
}

/**
 * 编辑草稿; the first one begins it, also anew after it was discarded. Refusals, in this order:
 * `knowledge-retired`, `draft-submitted`, `knowledge-same`: it says what holds already.
 */
export function save(
  item: KnowledgeItem,
  content: Content,
  moment: Moment,
): Next<"knowledge-retired" | "draft-submitted" | "knowledge-same"> {
  if (item.state === "retired") return refuse("knowledge-retired");
  if (item.draft?.state === "submitted") return refuse("draft-submitted");
  if (item.content !== undefined && sameContent(item.content, content)) {
    return refuse("knowledge-same");
  }
  const { writerIds = [], returned } = item.draft ?? {};
  const draft = draftOf(content, moment, writerIds);
  return ok({ ...item, draft: returned === undefined ? draft : { ...draft, returned } });
}

const MOVES = {
  submit: { from: "editing", to: "submitted", unless: "draft-not-editing" },
  withdraw: { from: "submitted", to: "editing", unless: "draft-not-submitted" },
  discard: { from: "editing", to: "discarded", unless: "draft-not-editing" },
  resume: { from: "discarded", to: "editing", unless: "draft-not-discarded" },
} as const satisfies Record<string, { from: DraftState; to: DraftState; unless: string }>;

export type DraftMove = keyof typeof MOVES;

/**
 * 提交 and 撤回, 放弃 and 取回: each the other's inverse. Refusals, in this order: `knowledge-retired`,
 * the state that the draft would have to have.
 */
export function move<M extends DraftMove>(
  item: KnowledgeItem,
  how: M,
): Next<"knowledge-retired" | (typeof MOVES)[M]["unless"]> {
  const { from, to, unless } = MOVES[how];
  if (item.state === "retired") return refuse("knowledge-retired");
  const { draft } = item;
  if (draft?.state !== from) return refuse(unless as (typeof MOVES)[M]["unless"]);
  return ok({ ...item, draft: { ...draft, state: to } });
}

/**
 * 提交, as far as it can be run by others. Refusals, in this order: those of `move`, and what is
 * wrong with a script's steps (`faultIn`).
 */
export function submit(
  item: KnowledgeItem,
): Next<"knowledge-retired" | "draft-not-editing" | ScriptFault> {
  const next = move(item, "submit");
  const content = item.draft?.content;
  if (!next.ok || content?.kind !== "script") return next;
  const fault = faultIn(content.steps);
  return fault === null ? next : refuse(fault.why, { step: fault.step });
}

/**
 * 退回, to be edited again. Refusals, in this order: `knowledge-retired`, `draft-not-submitted`,
 * `own-draft`.
 */
export function giveBack(
  item: KnowledgeItem,
  reason: string,
  moment: Moment,
): Next<"knowledge-retired" | "draft-not-submitted" | "own-draft"> {
  const draft = draftToDecide(item, moment);
  if (!draft.ok) return draft;
  const returned = { reason, byName: moment.actor.name, at: moment.at };
  return ok({ ...item, draft: { ...draft.value, state: "editing", returned } });
}

/** What holds from now on, and the version that stays. */
interface Approved {
  readonly item: Body<KnowledgeItem>;
  readonly version: Body<KnowledgeVersion>;
}

/**
 * 批准, by somebody who wrote nothing of it: it holds at once. Refusals, in this order:
 * `knowledge-retired`, `draft-not-submitted`, `own-draft`.
 */
export function approve(
  item: KnowledgeItem,
  moment: Moment,
): Result<Approved, "knowledge-retired" | "draft-not-submitted" | "own-draft"> {
  const decided = draftToDecide(item, moment);
  if (!decided.ok) return decided;
  const { draft: _, ...rest } = item;
  const { content, byName } = decided.value;
  const approval = { approvedAt: moment.at, approvedByName: moment.actor.name };
  const version = item.version + 1;
  const reviewOn = reviewAfter(moment.at);
  const { id: itemId } = item;
  return ok({
    item: { ...rest, state: "holding", version, content, ...approval, reviewOn },
    version: {
      id: `${itemId}/${version}`,
      itemId,
      version,
      content,
      writtenByName: byName,
      ...approval,
    },
  });
}

/** 停用: found by nobody any more, its draft rests. Refusal: `knowledge-not-holding`. */
export function retire(item: KnowledgeItem): Next<"knowledge-not-holding"> {
  return item.state === "holding"
    ? ok({ ...item, state: "retired" })
    : refuse("knowledge-not-holding");
}

/** 恢复, the inverse: what held last holds again. Refusal: `knowledge-not-retired`. */
export function restore(item: KnowledgeItem): Next<"knowledge-not-retired"> {
  return item.state === "retired"
    ? ok({ ...item, state: "holding" })
    : refuse("knowledge-not-retired");
}

/** Whether the day has come to look at it again. */
export function isOverdue(
  { state, reviewOn }: Pick<KnowledgeItem, "state" | "reviewOn">,
  today: CityDate,
): boolean {
  return state === "holding" && reviewOn <= today;
}

function draftToDecide(
  { state, draft }: KnowledgeItem,
  { actor }: Moment,
): Result<Draft, "knowledge-retired" | "draft-not-submitted" | "own-draft"> {
  if (state === "retired") return refuse("knowledge-retired");
  if (draft?.state !== "submitted") return refuse("draft-not-submitted");
  return draft.writerIds.includes(actor.id) ? refuse("own-draft") : ok(draft);
}

function draftOf(content: Content, { at, actor }: Moment, before: readonly string[]): Draft {
  const writerIds = [...new Set([...before, actor.id])];
  return { state: "editing", content, writerIds, byName: actor.name, at };
}

export function reviewAfter(at: Instant): CityDate {
  return addDays(cityDate(at), REVIEW_DAYS);
}
