import { KNOWLEDGE_INTENTS, type KnowledgeIntent } from "@warmline/shared/knowledge/content.ts";
import { asksHow } from "../hear/asks-how.ts";
import { normalised } from "../hear/normalise.ts";
import type { Wish } from "../hear/phrasings.ts";
import { say } from "../say/said.ts";
import { draftOf } from "./report-draft.ts";
import type { KnownHousehold } from "./event.ts";
import type { State, Next } from "./session.ts";
import type { Context, Move } from "./topic.ts";

/** What somebody may wish for at any time that leads into a topic of its own. */
export type Errand = Exclude<Wish, "person" | "repeat" | "language">;

/**
 * Into the topic of a wish; `text` is what was said, word for word, where it was said. Who asks how
 * something is done, in writing, is told what is written about it before it becomes a report: by
 * ear nobody follows a page of text.
 */
export function start(wish: Errand, context: Context, text?: string): Move {
  if (text !== undefined && isAnswered(wish) && context.facts.capability.turn === "typed") {
    if (asksHow(normalised(text))) return { go: { topic: "article", intent: wish, asked: text } };
  }
  return begin(wish, context, text);
}

/** Straight into it, whatever is written about it. */
export function begin(wish: Errand, context: Context, text?: string): Move {
  const { proven, caller } = context.session;
  if (wish === "menu") return { go: { topic: "menu" } };
  if (wish === "bye") return { go: { topic: "satisfaction" } };
  if (wish === "bind" || wish === "unbind") return { go: bindingsFor(wish, context) };
  if (wish === "notices") return noticesFor(context);
  if (wish === "halls") return { go: { topic: "halls", asked: text } };
  if (wish === "ticket" || wish === "give-back") return ticketFor(wish, context, text);
  if (wish === "callback") return { go: { topic: "callback", skill: "repairs" } };
  if (wish === "fee" || wish === "compare" || wish === "history") {
    return { go: proven ? { topic: wish } : proofFor(wish, context) };
  }
  if (wish === "case" || wish === "urge") {
    return { go: proven || caller !== undefined ? { topic: wish } : proofFor(wish, context) };
  }
  const category = wish === "report" ? undefined : wish;
  return { go: { topic: "report", draft: draftOf(category, text) } };
}

function isAnswered(wish: Errand): wish is KnowledgeIntent {
  return (KNOWLEDGE_INTENTS as readonly Errand[]).includes(wish);
}

/** 已绑定: what was proven before is proven still; a number on file proves nothing. */
export function isBound({ id }: KnownHousehold, { session, facts }: Context): boolean {
  return facts.capability.binds === true && session.known.some((one) => one.id === id);
}

/** 停热先说: into the outages of a household that has just become known, then on. */
export function onceKnown(next: Next, householdId: string, { session }: Context): State {
  return session.outagesOf === householdId ? { topic: next } : { topic: "outage", next };
}

/** Where nothing can be bound, what can be done is listed. */
function bindingsFor(wish: "bind" | "unbind", { session, facts }: Context): State {
  if (facts.capability.binds !== true) return { topic: "menu" };
  if (wish === "unbind") return { topic: "bindings", unbind: true };
  return session.known.length === 0
    ? { topic: "proof", next: "menu", by: "number" }
    : { topic: "bindings" };
}

/** Only who is known again is told anything without asking. */
function noticesFor({ facts }: Context): Move {
  if (facts.capability.binds === true) return { go: { topic: "notices" } };
  return { replies: [say("bots.notices.elsewhere")], go: { topic: "after" } };
}

/** Only who is known again can be told of a number, and give it back. */
function ticketFor(wish: "ticket" | "give-back", { facts }: Context, asked?: string): Move {
  if (facts.capability.binds !== true) {
    return { replies: [say("bots.ticket.elsewhere")], go: { topic: "after" } };
  }
  return { go: { topic: "ticket", asked, ...(wish === "give-back" ? { back: true } : {}) } };
}

/** Who calls from a number on file shows a part of the household's number, others both. */
function proofFor(next: Exclude<Next, "menu">, { session: { caller, known } }: Context): State {
  return caller !== undefined && known.length > 0
    ? { topic: "proof", next, by: "phone", value: caller }
    : { topic: "proof", next, by: "number" };
}
