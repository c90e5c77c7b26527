import type { InBoth } from "@warmline/shared/knowledge/in-both.ts";
import { inLanguage } from "@warmline/shared/knowledge/in-both.ts";
import type { DraftState, KnowledgeState } from "@warmline/shared/knowledge/model.ts";
import type { ScriptResult } from "@warmline/shared/knowledge/script.ts";
import { language } from "../messages.svelte.ts";

export const stateTones = {
  unapproved: "quiet",
  holding: "good",
  retired: "quiet",
} as const satisfies Readonly<Record<KnowledgeState, string>>;

export const draftTones = {
  editing: "info",
  submitted: "warn",
  discarded: "quiet",
} as const satisfies Readonly<Record<DraftState, string>>;

export const resultTones = {
  solved: "good",
  advice: "info",
  visit: "warn",
  urgent: "bad",
} as const satisfies Readonly<Record<ScriptResult, string>>;

/** In the language in use, as far as there is one. */
export function own(text: InBoth): string {
  return inLanguage(text, language());
}
