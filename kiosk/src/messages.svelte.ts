import {
  language,
  languageTag,
  refusalText,
  screenMessages,
  switchLanguage,
} from "@warmline/shared/client/language.svelte.ts";
import type { Language, PlainKey, ValuesFor } from "@warmline/shared/messages/format.ts";
import { en as sharedEn } from "@warmline/shared/messages/en.ts";
import { zh as sharedZh } from "@warmline/shared/messages/zh.ts";
import { en as kioskEn, zh as kioskZh } from "./catalogue.ts";

const zh = { ...sharedZh, ...kioskZh } as const;
type Texts = typeof zh;

const { t, formatMessage } = screenMessages({ zh, en: { ...sharedEn, ...kioskEn } });

export type MessageKey = keyof Texts;
/** A key whose message takes no values. */
export type PlainMessageKey = PlainKey<Texts>;

export { language, refusalText, t };

/** The language of whoever stands here; Chinese again for the next. */
export function chooseLanguage(chosen: Language): void {
  switchLanguage(chosen);
  document.documentElement.lang = languageTag();
}

/** What staff will read of it, whatever language was touched. */
export function tForStaff<K extends MessageKey>(key: K, ...values: ValuesFor<Texts[K]>): string {
  return formatMessage("zh", key, ...values);
}
