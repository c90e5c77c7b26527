import {
  LANGUAGES,
  refusalSentence,
  sentence,
  type Language,
  type MessageKey,
  type MessageValues,
} from "@warmline/shared/messages/index.ts";

const STORED_AS = "warmline.language";

function remembered(): Language {
  if (typeof localStorage === "undefined") return "zh";
  const found = localStorage.getItem(STORED_AS);
  return LANGUAGES.find((one) => one === found) ?? "zh";
}

let current = $state<Language>(remembered());

/** The language in use; Chinese until somebody chose English on this machine. */
export function language(): Language {
  return current;
}

export function chooseLanguage(chosen: Language): void {
  current = chosen;
  localStorage.setItem(STORED_AS, chosen);
}

/** The sentence for `key` in the language in use; a template that calls it follows the switch. */
export function t(key: MessageKey, values?: MessageValues): string {
  return sentence(current, key, values);
}

export function refusalText(code: string, values?: MessageValues): string {
  return refusalSentence(current, code, values);
}

/** BCP 47, for `lang` attributes and `Accept-Language`. */
export function languageTag(): string {
  return current === "zh" ? "zh-CN" : "en";
}
