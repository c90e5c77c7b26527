import { isArgumentElement, isLiteralElement } from "@formatjs/icu-messageformat-parser";
import { FormatError, IntlMessageFormat, MissingValueError } from "intl-messageformat";

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export type Values = Readonly<Record<string, string | number>>;

/** The `{name}`s in a text; `{count, number}` is the value `count`. */
type NamesIn<Text> = Text extends `${string}{${infer Inner}}${infer Rest}`
  ? (Inner extends `${infer Name},${string}` ? Name : Inner) | NamesIn<Rest>
  : never;

/** The values that a message takes, after its key: all of them, or none. */
export type ValuesFor<Text> = [NamesIn<Text>] extends [never]
  ? [values?: Values]
  : [values: Readonly<Record<NamesIn<Text>, string | number>>];

/** Every sentence that somebody says: Chinese, which says what values there are, and English. */
export interface Catalogue<Chinese extends Readonly<Record<string, string>>> {
  readonly zh: Chinese;
  /** The same keys as the Chinese catalogue, or it does not compile. */
  readonly en: Readonly<Record<keyof Chinese, string>>;
}

/** The keys of a catalogue whose messages take no values. */
export type PlainKey<Chinese> = {
  [Key in keyof Chinese]: [NamesIn<Chinese[Key]>] extends [never] ? Key : never;
}[keyof Chinese];

type Message = (values: Values | undefined) => string;

const LOCALES = { zh: "zh-CN", en: "en" } as const;

/**
 * What is said from a catalogue, in ICU message syntax: `{name}`, `{count, plural, one {# case}
 * other {# cases}}`. A message is compiled when it is first said, and kept.
 */
export function makeMessages<const Chinese extends Readonly<Record<string, string>>>(
  catalogue: Catalogue<Chinese>,
) {
  type Key = keyof Chinese & string;
  const compiled: Record<Language, Map<string, Message>> = {
    zh: new Map(),
    en: new Map(),
  };

  function has(key: string): key is Key {
    return Object.hasOwn(catalogue.zh, key);
  }

  function format(language: Language, key: Key, values: Values | undefined): string {
    let message = compiled[language].get(key);
    if (message === undefined) {
      message = compile(catalogue[language][key], LOCALES[language]);
      compiled[language].set(key, message);
    }
    return message(values);
  }

  return {
    /** The message of `key`. Throws when a value that its text names is not given. */
    formatMessage<K extends Key>(
      language: Language,
      key: K,
      ...[values]: ValuesFor<Chinese[K]>
    ): string {
      return format(language, key, values);
    },

    /**
     * What a person reads of a refusal. One whose message is not known here, or comes without what
     * its message names, is still told so that a person can act upon it.
     */
    refusalMessage(language: Language, code: string, values: Values = {}): string {
      const key = `refusal.${code}`;
      try {
        if (has(key)) return format(language, key, values);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
      return format(language, "refusal.unknown" as Key, { code });
    },
  };
}

/**
 * Nearly all messages are text and values to be put into it. Those are joined here: every fee
 * look-up says a dozen of them in two languages, and IntlMessageFormat takes ten times as long.
 */
function compile(text: string, locale: string): Message {
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  const parts = message.getAst();
  if (!parts.every((part) => isLiteralElement(part) || isArgumentElement(part))) {
    return (values) => message.format(values) as string;
  }
  return (values) => {
    let said = "";
    for (const part of parts) {
      const value = isLiteralElement(part) ? part.value : values?.[part.value];
      if (value === undefined) throw new MissingValueError(part.value, text);
      said += value;
    }
    return said;
  };
}
