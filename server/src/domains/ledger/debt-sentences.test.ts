import { expect, test } from "vitest";
import type { DebtWord } from "@warmline/shared/ledger/debt.ts";
import { sentence } from "@warmline/shared/messages/index.ts";
import { zh } from "@warmline/shared/messages/zh.ts";
import { say } from "./debt-sentences.ts";

const keys = Object.keys(zh).filter((key) => key.startsWith("debt.")) as DebtWord[];
const names = ["owed", "season", "why", "opening", "charged", "label", "area", "price", "amount"];
const others = ["count", "paid", "day", "prepaid"];
const values = Object.fromEntries([...names, ...others].map((name) => [name, `<${name}>`]));

test.each(keys)("%s is said as the catalogue says it", (key) => {
  for (const language of ["zh", "en"] as const) {
    expect(say(language, key, values)).toBe(sentence(language, key, values));
    expect(say(language, key, values)).not.toContain("{{");
  }
});
