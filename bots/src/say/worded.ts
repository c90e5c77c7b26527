import type { Capability } from "../core/capability.ts";
import type { Reply, SentenceKey } from "./said.ts";

/** What is worded otherwise where it is read and typed. */
const TYPED: Partial<Readonly<Record<SentenceKey, SentenceKey>>> = {
  "bots.greeting.morning": "bots.typed.greeting.morning",
  "bots.greeting.afternoon": "bots.typed.greeting.afternoon",
  "bots.greeting.evening": "bots.typed.greeting.evening",
  "bots.greeting.language": "bots.typed.greeting.language",
  "bots.household.recognised": "bots.typed.household.recognised",
  "bots.household.which": "bots.typed.household.which",
  "bots.menu.lead": "bots.typed.menu.lead",
  "bots.menu.always": "bots.typed.menu.always",
  "bots.choice.press": "bots.typed.choice.press",
  "bots.proof.number": "bots.typed.proof.number",
  "bots.proof.number-tail": "bots.typed.proof.number-tail",
  "bots.proof.phone-tail": "bots.typed.proof.phone-tail",
  "bots.report.category": "bots.typed.report.category",
  "bots.report.place": "bots.typed.report.place",
  "bots.report.words": "bots.typed.report.words",
  "bots.callback.number": "bots.typed.callback.number",
  "bots.unheard": "bots.typed.unheard",
  "bots.not-understood": "bots.typed.not-understood",
  "bots.end": "bots.typed.end",
};

/** Replies in the words of the channel: topics know one key of each sentence. */
export function worded(replies: readonly Reply[], { turn }: Capability): readonly Reply[] {
  return turn === "spoken"
    ? replies
    : replies.map((one) => ({ ...one, say: TYPED[one.say] ?? one.say }));
}
