import {
  isLiteralElement,
  parse,
  type MessageFormatElement,
} from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { en as sharedEn } from "@warmline/shared/messages/en.ts";
import { zh as sharedZh } from "@warmline/shared/messages/zh.ts";
import { bots as botsEn } from "../../bots/src/messages.en.ts";
import { bots as botsZh } from "../../bots/src/messages.zh.ts";
import { en as kioskEn, zh as kioskZh } from "../../kiosk/src/catalogue.ts";
import { en as webEn } from "../../web/src/lib/messages/en.ts";
import { zh as webZh } from "../../web/src/lib/messages/zh.ts";

type Texts = Readonly<Record<string, string>>;

const CATALOGUES: readonly (readonly [name: string, zh: Texts, en: Texts])[] = [
  ["shared", sharedZh, sharedEn],
  ["bots", botsZh, botsEn],
  ["web", webZh, webEn],
  ["kiosk", kioskZh, kioskEn],
];

describe.each(CATALOGUES)("the catalogue of %s", (_, zh, en) => {
  test("has the same keys in both languages", () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(zh).toSorted());
  });

  test("takes the same values in both languages", () => {
    const names = (text: string) => [...valuesOf(parse(text, { ignoreTag: true }))].toSorted();
    const different = Object.entries(zh).filter(
      ([key, text]) => names(text).join() !== names(en[key]!).join(),
    );
    expect(different).toEqual([]);
  });

  test("writes a value as {name}", () => {
    const texts = [...Object.entries(zh), ...Object.entries(en)];
    expect(texts.filter(([, text]) => /\{\{|\}\}\}/.test(text))).toEqual([]);
  });
});

test("no screen says a key of its own that is the domains' already", () => {
  const owned = Object.keys(kioskZh).filter((key) => key in webZh);
  expect(owned).toEqual([]);
});

/** The values that a message names, also within the arms of a plural. */
function valuesOf(parts: readonly MessageFormatElement[]): Set<string> {
  const found = new Set<string>();
  for (const part of parts) {
    if ("value" in part && !isLiteralElement(part)) found.add(part.value);
    if ("options" in part) {
      for (const { value } of Object.values(part.options)) {
        for (const name of valuesOf(value)) found.add(name);
      }
    }
  }
  return found;
}
