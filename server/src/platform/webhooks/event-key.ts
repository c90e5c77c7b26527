import { hash } from "node:crypto";

const PLAIN = /^[\x21-\x7e]{1,100}$/;

/**
 * The idempotency key of an event: its source's id under the webhook's name, as two webhooks of a
 * channel may use the same ids. Ids that are no plain short word are hashed.
 */
export function eventKey(webhook: string, id: string): string {
  return `${webhook}:${PLAIN.test(id) ? id : `sha256-${hash("sha256", id, "base64url")}`}`;
}
