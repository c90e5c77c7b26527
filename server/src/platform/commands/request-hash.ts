import { hash } from "node:crypto";
import { canonical } from "@warmline/shared/kernel/canonical.ts";

/** Half of a SHA-256, enough to tell two requests apart. */
const LENGTH = 22;

/** What was asked for under an idempotency key, as one comparable text (base64url, 128 bits). */
export function requestHash(command: string, input: unknown): string {
  return hash("sha256", canonical({ command, input }), "base64url").slice(0, LENGTH);
}
