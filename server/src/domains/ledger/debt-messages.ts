import type { FormatIn } from "@warmline/shared/ledger/debt.ts";
import type { LedgerMessage } from "@warmline/shared/ledger/formatting.ts";
import { en } from "@warmline/shared/messages/en.ts";
import { zh } from "@warmline/shared/messages/zh.ts";

const CATALOGUES = { zh, en };
const compiled = new Map<string, readonly string[]>();

/**
 * The catalogue's messages for debts and entries, each split at its `{{name}}` once. Every fee
 * lookup needs a dozen of them in two languages: through i18next that cost more than all of its
 * reads.
 */
export const formatMessage: FormatIn = (language, key, values = {}) => {
  const parts = compiled.get(language + key) ?? compile(language, key);
  if (parts.length === 1) return parts[0]!;
  return parts.map((part, place) => (place % 2 === 0 ? part : (values[part] ?? ""))).join("");
};

/** Texts at even places, names at odd ones. */
function compile(language: "zh" | "en", key: LedgerMessage): readonly string[] {
  const parts = CATALOGUES[language][key].split(/\{\{(\w+)\}\}/);
  compiled.set(language + key, parts);
  return parts;
}
