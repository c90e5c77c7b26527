import type { SmsMissing } from "@warmline/shared/sms/api.ts";
import type { SmsMessage } from "@warmline/shared/sms/model.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Config } from "../../config.ts";

export type Outgoing = Pick<SmsMessage, "id" | "attempt" | "to" | "text">;

/** 短信通道: a carrier that takes text messages; a channel brings it. */
export interface SmsLine {
  /** What is not set up; null: it sends. */
  missing(): SmsMissing | null;
  /**
   * Answers the carrier's id of it. Not idempotent: carriers have no such thing. A carrier that is
   * not there, or too busy, throws. Refusal: `number-not-callable`.
   */
  send(message: Outgoing): Promise<Result<string, "number-not-callable">>;
  /** The carrier's id of what it was given since then; null: it never heard of it. */
  find(message: Outgoing, since: Instant): Promise<string | null>;
}

/** By the settings that a process runs with. */
const lines = new WeakMap<Config, SmsLine>();

export function bringSmsLine(config: Config, line: SmsLine): void {
  lines.set(config, line);
}

/** Null: something is missing, or there is no carrier at all. */
export function smsLineOf(config: Config): SmsLine | null {
  return missingFor(config) === null ? (lines.get(config) ?? null) : null;
}

export function missingFor(config: Config): SmsMissing | null {
  const line = lines.get(config);
  return line === undefined ? "account" : line.missing();
}
