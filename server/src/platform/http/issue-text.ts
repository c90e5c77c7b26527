import type { z } from "zod";
import type { InputIssue } from "@warmline/shared/api/endpoint.ts";
import { UNWANTED_IN_LINE, UNWANTED_IN_TEXT } from "@warmline/shared/api/fields.ts";
import { unreachable } from "@warmline/shared/kernel/assert.ts";
import { findCharacter } from "@warmline/shared/kernel/unwanted-character.ts";
import {
  formatMessage,
  formatNamed,
  refusalMessage,
  type Language,
} from "@warmline/shared/messages/index.ts";

export type Issue = z.core.$ZodIssue;
type Limited = Extract<Issue, { code: "too_big" | "too_small" }>;

/** At most so many unknown keys are told again: whoever sent them may have sent thousands. */
const KEYS_TOLD = 3;
const KEY_LENGTH_TOLD = 30;

/** What a field's number is counted in, by the end of its name: how many make one of `said`. */
const SCALES = [
  { end: "Fen", one: 100, said: "issue.limit-fen" },
  { end: "AreaMilli", one: 1_000, said: "issue.limit-area-milli" },
  { end: "price10k", one: 10_000, said: "issue.limit-price10k" },
  { end: "Mm", one: 1_000, said: "issue.limit-mm" },
  { end: "Deci", one: 10, said: "issue.limit-deci" },
] as const;

/**
 * What is wrong with an input, in the language of whoever gave it: the field by its name in the
 * catalogue (`field.<name>`), then what it has to be. The one place where a complaint of a schema
 * becomes words; what the schema library itself says is not for people.
 */
export function issueText(language: Language, issue: Issue, input: unknown): string {
  const field = fieldText(language, issue.path);
  const problem = problemText(language, issue, valueAt(input, issue.path));
  return formatMessage(language, "issue.of-field", { field, problem });
}

/** All that is wrong with an input, as one sentence. */
export function issuesText(language: Language, issues: readonly InputIssue[]): string {
  if (issues.length === 0) return formatMessage(language, "issue.wrong-form");
  return issues.map(({ message }) => message).join(language === "zh" ? "；" : "; ");
}

/** `用热面积明细 第 2 项 计费面积`. A field without a name of its own goes by that of its holder. */
function fieldText(language: Language, path: Issue["path"]): string {
  const steps = path.flatMap((step) => {
    if (typeof step === "number") return formatMessage(language, "issue.item", { n: step + 1 });
    return formatNamed(language, `field.${String(step)}`) ?? [];
  });
  return steps.length === 0 ? formatMessage(language, "issue.whole-input") : steps.join(" ");
}

function problemText(language: Language, issue: Issue, value: unknown): string {
  if (value === undefined) return formatMessage(language, "issue.required");
  switch (issue.code) {
    case "too_big":
    case "too_small":
      return limitText(language, issue);
    case "invalid_type":
      return typeText(language, issue.expected);
    case "invalid_value":
      return formatMessage(language, "issue.not-a-choice");
    case "unrecognized_keys": {
      const keys = issue.keys.slice(0, KEYS_TOLD).map((key) => key.slice(0, KEY_LENGTH_TOLD));
      return formatMessage(language, "issue.keys-unknown", { keys: keys.join(", ") });
    }
    case "invalid_format":
    case "custom":
      return ownText(language, issue.message, value);
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return formatMessage(language, "issue.wrong-form");
    default:
      return unreachable(issue);
  }
}

function limitText(language: Language, issue: Limited): string {
  const big = issue.code === "too_big";
  const limit = Number(big ? issue.maximum : issue.minimum);
  if (issue.origin === "string") {
    if (!big && limit === 1) return formatMessage(language, "issue.required");
    return formatMessage(language, big ? "issue.text-long" : "issue.text-short", { limit });
  }
  if (issue.origin === "array") {
    return formatMessage(language, big ? "issue.list-long" : "issue.list-short", { limit });
  }
  const told = { limit: withUnit(language, issue.path, limit) };
  return refusalMessage(language, big ? "number-large" : "number-small", told);
}

function withUnit(language: Language, path: Issue["path"], limit: number): string {
  const name = path.findLast((step) => typeof step === "string") ?? "";
  const scale = SCALES.find(({ end }) => name.endsWith(end));
  const number = (limit / (scale?.one ?? 1)).toLocaleString("en-US", { maximumFractionDigits: 4 });
  return scale === undefined ? number : formatMessage(language, scale.said, { n: number });
}

function typeText(language: Language, expected: string): string {
  if (expected === "number") return formatMessage(language, "issue.not-a-number");
  if (expected === "int") return formatMessage(language, "issue.not-an-integer");
  return formatMessage(language, "issue.wrong-form");
}

/** What a schema says of its own, by key. */
function ownText(language: Language, key: string, value: unknown): string {
  if (key === "character-unwanted" && typeof value === "string") {
    const found = findCharacter(value, UNWANTED_IN_TEXT) ?? findCharacter(value, UNWANTED_IN_LINE);
    return refusalMessage(language, key, { ...found });
  }
  return formatNamed(language, `issue.${key}`) ?? formatMessage(language, "issue.wrong-form");
}

function valueAt(input: unknown, path: Issue["path"]): unknown {
  let value = input;
  for (const step of path)
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return value;
}
