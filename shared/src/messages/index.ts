import { createInstance } from "i18next";
import { zh } from "./zh.ts";
import { en } from "./en.ts";

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
/** Every key of the catalogue; English is checked by the compiler to have the same. */
export type MessageKey = keyof typeof zh;
export type MessageValues = Readonly<Record<string, string | number>>;

const catalogue = createInstance({
  resources: { zh: { translation: zh }, en: { translation: en } },
  lng: "zh",
  fallbackLng: "zh",
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});
void catalogue.init();

/** The sentence for `key`; `{{name}}` in it is filled from `values`. */
export function sentence(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return catalogue.t(key, { lng: language, ...values });
}

/** The sentence of a refusal code; an unknown code still gets one that a person can act upon. */
export function refusalSentence(language: Language, code: string, values?: MessageValues): string {
  const key = `refusal.${code}`;
  return sentence(language, key in zh ? (key as MessageKey) : "refusal.unknown", {
    code,
    ...values,
  });
}

/** What people call a kind of job; one that is not in the program any more has its own name. */
export function jobName(language: Language, job: string): string {
  const key = `job.${job}`;
  return key in zh ? sentence(language, key as MessageKey) : job;
}
