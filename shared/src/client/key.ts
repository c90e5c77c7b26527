const BYTES = 16;

/**
 * A fresh idempotency key: one for each intention of a person, kept while it is tried again.
 * 128 random bits in hex; `crypto.randomUUID` is not there on plain http but at localhost.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
