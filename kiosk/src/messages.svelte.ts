import {
  refusalSentence,
  sentence,
  type Language,
  type MessageKey,
  type MessageValues,
} from "@warmline/shared/messages/index.ts";

class Messages {
  language = $state<Language>("zh");

  toggle(): void {
    this.choose(this.language === "zh" ? "en" : "zh");
  }

  choose(language: Language): void {
    this.language = language;
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }
}

/** The language of whoever stands here; Chinese again for the next. */
export const messages = new Messages();

export function t(key: MessageKey, values?: MessageValues): string {
  return sentence(messages.language, key, values);
}

export function refusalText(code: string, values?: MessageValues): string {
  return refusalSentence(messages.language, code, values);
}

export type { MessageKey };
