import { makeMessages, type Language, type PlainKey } from "./format.ts";
import { zh } from "./zh.ts";
import { en } from "./en.ts";

export { LANGUAGES, type Language } from "./format.ts";

/** Every key of what the server says; English is checked by the compiler to have the same. */
export type MessageKey = keyof typeof zh;

/** What the server says: refusals, debts, names of commands and of what they are about. */
export const { formatMessage, refusalMessage } = makeMessages({ zh, en });

/** The message of a key that was put together; undefined where the catalogue has none. */
export function formatNamed(language: Language, key: string): string | undefined {
  if (!Object.hasOwn(zh, key)) return undefined;
  return formatMessage(language, key as PlainKey<typeof zh>);
}

/** What people call a kind of job; one that is not in the program any more has its own name. */
export function jobName(language: Language, job: string): string {
  return formatNamed(language, `job.${job}`) ?? job;
}
