import type { InputIssue } from "@warmline/shared/api/endpoint.ts";
import type { RawAnswer } from "@warmline/server/platform/http/testing.ts";
import { languageOf } from "@warmline/server/platform/http/request.ts";
import type { MadeUp } from "./call.ts";

/** What the schema library itself says, which is for nobody. */
const RAW_TEXT = new RegExp(
  [
    "Invalid (input|option|string|key|element)",
    "Too (big|small):",
    "Unrecognized key",
    "expected .*received",
    "must match pattern",
    "\\[object ",
    "undefined",
  ].join("|"),
  "i",
);
const HAN = /\p{Script=Han}/u;

/** What is wrong with an answer; null: nothing. */
export function faultOf({ status, text, json }: RawAnswer, call: MadeUp): string | null {
  if (status >= 500) return `answered ${status}`;
  if (status < 400 || call.method === "HEAD") return null;
  if (typeof json?.code !== "string" || typeof json.message !== "string") return "has no code";
  const issues: readonly InputIssue[] = json.issues ?? [];
  const sentences: string[] = [json.message, ...issues.map(({ message }) => message)];
  if (sentences.some((one) => one.length < 2 || one === json.code)) return "has no sentence";
  if (RAW_TEXT.test(sentences.join(" "))) return "tells the schema library's own text";
  // Keys that nobody knows are told again as they came, in whatever script.
  if (issues.some(({ code }) => code === "unrecognized_keys")) return null;
  const chinese = languageOf(call.headers["accept-language"]) === "zh";
  const details = Object.values<unknown>(json.detail ?? {}).map(String);
  const ours = sentences.map((one) => details.reduce((left, said) => left.replace(said, ""), one));
  if (ours.some((one) => HAN.test(one) !== chinese)) return "is in another language";
  return text.length > 20_000 ? "is longer than anybody reads" : null;
}
