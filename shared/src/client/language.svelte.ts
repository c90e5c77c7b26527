import { makeMessages, type Catalogue, type Language, type Values } from "../messages/format.ts";
import type { ValuesFor } from "../messages/format.ts";
import { refusalMessage } from "../messages/index.ts";

let current = $state<Language>("zh");

/** The language that this screen is in; Chinese until somebody chose another. */
export function language(): Language {
  return current;
}

export function switchLanguage(chosen: Language): void {
  current = chosen;
}

/** BCP 47, for `lang` attributes and `Accept-Language`. */
export function languageTag(): string {
  return current === "zh" ? "zh-CN" : "en";
}

/** What people read of a refusal, in the language of the screen. */
export function refusalText(code: string, values?: Values): string {
  return refusalMessage(current, code, values);
}

/** What a screen says from a catalogue of its own. */
export function screenMessages<const Chinese extends Readonly<Record<string, string>>>(
  catalogue: Catalogue<Chinese>,
) {
  const { formatMessage } = makeMessages(catalogue);
  return {
    formatMessage,

    /** The message of `key` in the language of the screen; a template follows its switch. */
    t<K extends keyof Chinese & string>(key: K, ...values: ValuesFor<Chinese[K]>): string {
      return formatMessage(current, key, ...values);
    },
  };
}
