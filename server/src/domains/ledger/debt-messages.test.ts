import { expect, test } from "vitest";
import type { LedgerMessage } from "@warmline/shared/ledger/formatting.ts";
import { sentence } from "@warmline/shared/messages/index.ts";
import { zh } from "@warmline/shared/messages/zh.ts";
import { formatMessage } from "./debt-messages.ts";

const keys = Object.keys(zh).filter((key) => /^(debt|entry)\./.test(key)) as LedgerMessage[];
const names = ["owed", "season", "fee", "why", "label", "area", "price", "amount", "open"];
const others = ["count", "paid", "kind"];
const values = Object.fromEntries([...names, ...others].map((name) => [name, `<${name}>`]));

test.each(keys)("%s is formatted as the catalogue formats it", (key) => {
  for (const language of ["zh", "en"] as const) {
    expect(formatMessage(language, key, values)).toBe(sentence(language, key, values));
    expect(formatMessage(language, key, values)).not.toContain("{{");
  }
});
