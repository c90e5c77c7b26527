import { kiosk as kioskEn } from "./messages.en.ts";
import { kiosk as kioskZh } from "./messages.zh.ts";

/** What the screens of the kiosk say, beside what the domains say: the one list of its messages. */
export const zh = { ...kioskZh } as const;

/** The same keys as in Chinese, or it does not compile. */
export const en: Readonly<Record<keyof typeof zh, string>> = { ...kioskEn };
