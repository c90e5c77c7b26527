import type { RequestRow } from "@warmline/shared/requests/api.ts";
import type { Tone } from "../ui/badge.svelte";
import { refusalText, t, type PlainMessageKey } from "../messages.svelte.ts";
import { zh } from "../messages/zh.ts";

const MAY = "console.request.may.";

/** Who may decide a step, by the permission that it names. */
export function mayDecideText(permission: string): string {
  const key = MAY + permission;
  return key in zh ? t(key as PlainMessageKey) : permission;
}

const KIND = "ledger.kind.";

export function entryKindText(kind: string): string {
  const key = KIND + kind;
  return key in zh ? t(key as PlainMessageKey) : kind;
}

export function toneOf({ state }: Pick<RequestRow, "state">): Tone {
  switch (state) {
    case "pending":
      return "warn";
    case "executed":
      return "good";
    case "declined":
    case "changed":
      return "bad";
    case "withdrawn":
    case "expired":
      return "quiet";
  }
}

/** Why it went back, in words. */
export function whyText({ why, state }: Pick<RequestRow, "why" | "state">): string | undefined {
  if (state !== "changed") return undefined;
  return why === undefined ? t("console.request.why.differs") : refusalText(why);
}

const FIELD = "console.request.field.";

/** What of a thing changes, as people call it. */
export function changeLabel(field: string): string {
  const key = FIELD + field;
  return key in zh ? t(key as PlainMessageKey) : field;
}

/** The values before or after, those of the catalogue by their words; a dash for none. */
export function changeWords(words: readonly string[]): string {
  const said = words.map((word) => (word in zh ? t(word as PlainMessageKey) : word));
  return said.length === 0 ? "–" : said.join(t("console.list-comma"));
}
