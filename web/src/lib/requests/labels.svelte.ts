import type { RequestRow } from "@warmline/shared/requests/api.ts";
import type { Tone } from "../ui/badge.svelte";
import { CATALOGUE_LISTS } from "@warmline/shared/catalogue/catalogue.ts";
import { catalogue } from "../catalogue/catalogue.svelte.ts";
import { refusalText, t, type PlainMessageKey } from "../messages.svelte.ts";
import { zh } from "../messages/zh.ts";

const MAY = "console.request.may.";

/** Who may decide a step, by the permission that it names. */
export function mayDecideText(permission: string): string {
  const key = MAY + permission;
  return key in zh ? t(key as PlainMessageKey) : permission;
}

/** What whoever approves makes sure of before. */
export function approveAbout({ command }: Pick<RequestRow, "command">): string {
  const key = `console.request.approve.about.${command}`;
  return t(Object.hasOwn(zh, key) ? (key as PlainMessageKey) : "console.request.approve.about");
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
export function whyText({
  why,
  whyDetail,
  state,
}: Pick<RequestRow, "why" | "whyDetail" | "state">): string | undefined {
  if (state !== "changed") return undefined;
  return why === undefined ? t("console.request.why.differs") : refusalText(why, whyDetail);
}

const FIELD = "console.request.field.";

/** What of a thing changes, as people call it. */
export function changeLabel(field: string): string {
  const key = FIELD + field;
  return key in zh ? t(key as PlainMessageKey) : wordText(field);
}

/** `priceClasses/residential` of the charging catalogue by its name, messages by their words. */
export function wordText(word: string): string {
  // What people are called and what messages are is one list of words: only its own count.
  if (Object.hasOwn(zh, word)) return t(word as PlainMessageKey);
  const list = CATALOGUE_LISTS.find((one) => word.startsWith(`${one}/`));
  return list === undefined ? word : catalogue.name(list, word.slice(list.length + 1));
}

/** The values before or after; a dash for none. */
export function changeWords(words: readonly string[]): string {
  const said = words.map(wordText);
  return said.length === 0 ? "–" : said.join(t("console.list-comma"));
}
