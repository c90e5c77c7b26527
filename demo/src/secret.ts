import { createHmac, randomBytes } from "node:crypto";

/** Never from the seed: whoever knows that must not be able to act as the city's devices. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A token or password that only this city has. */
export function derived(secret: string, purpose: string): string {
  return createHmac("sha256", secret).update(purpose).digest("base64url");
}
