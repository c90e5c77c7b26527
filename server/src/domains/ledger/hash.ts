import { hash } from "node:crypto";
import { canonical } from "@warmline/shared/kernel/canonical.ts";

/** SHA-256, hex. */
export function sha256(text: string): string {
  return hash("sha256", text);
}

/** What was asked for with an idempotency key, and by whom, as one comparable text. */
export function contentOf(command: string, actorId: string, input: object): string {
  return sha256(canonical({ command, actorId, input }));
}
