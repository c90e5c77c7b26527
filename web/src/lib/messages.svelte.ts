import {
  language,
  languageTag,
  refusalText,
  screenMessages,
  switchLanguage,
} from "@warmline/shared/client/language.svelte.ts";
import { LANGUAGES, type Language, type PlainKey } from "@warmline/shared/messages/format.ts";
import { en } from "./messages/en.ts";
import { zh } from "./messages/zh.ts";

const STORED_AS = "warmline.language";

/** A key whose message takes no values: what may be handed about and said somewhere else. */
export type PlainMessageKey = PlainKey<typeof zh>;

export const { t } = screenMessages({ zh, en });
export { language, languageTag, refusalText };

/** Puts the console into a language, and remembers it on this machine. */
export function chooseLanguage(chosen: Language): void {
  switchLanguage(chosen);
  localStorage.setItem(STORED_AS, chosen);
}

function remembered(): Language | undefined {
  if (typeof localStorage === "undefined") return undefined;
  const found = localStorage.getItem(STORED_AS);
  return LANGUAGES.find((one) => one === found);
}

switchLanguage(remembered() ?? "zh");
