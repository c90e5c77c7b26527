import { makeMessages, type ValuesFor } from "@warmline/shared/messages/format.ts";
import { en as kioskEn, zh as kioskZh } from "../../kiosk/src/catalogue.ts";
import { en as webEn } from "../../web/src/lib/messages/en.ts";
import { zh as webZh } from "../../web/src/lib/messages/zh.ts";

/** Where the tests in a browser take place. */
export const HALL = { id: "hall-xicheng", name: "西城营业大厅", slug: "xicheng" } as const;

/** What every screen says. */
const texts = { ...webZh, ...kioskZh } as const;
const { formatMessage } = makeMessages({ zh: texts, en: { ...webEn, ...kioskEn } });
type Texts = typeof texts;
type MessageKey = keyof Texts;

export function zh<K extends MessageKey>(key: K, ...values: ValuesFor<Texts[K]>): string {
  return formatMessage("zh", key, ...values);
}

export function en<K extends MessageKey>(key: K, ...values: ValuesFor<Texts[K]>): string {
  return formatMessage("en", key, ...values);
}
