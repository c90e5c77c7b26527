import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/**
 * Secrets come from the system's own source and never from the handed-in randomness: that one can
 * be replayed, and these must not be.
 */

/** 256 bits for a cookie. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the store keeps of a token: whoever reads the store cannot sign in with it. */
export function hashToken(token: string): string {
  return hash("sha256", token, "hex");
}

/** Of what could be found by trying all there is, such as a phone: nothing without the key. */
export function keyedHash(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** Read aloud and typed by hand: without 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V. */
const UNAMBIGUOUS = "ACDEFGHJKMNPQRTWXY34679";

function letters(count: number): string {
  return Array.from({ length: count }, () => UNAMBIGUOUS[randomInt(UNAMBIGUOUS.length)]).join("");
}

/** Of something printed: nobody guesses it. */
export function newSlipId(length: number): string {
  return letters(length);
}

/** Letters that only whoever has the key can make for this text; at most 32. */
export function codeOver(key: string, text: string, length: number): string {
  const digest = createHmac("sha256", key).update(text).digest();
  return [...digest.subarray(0, length)]
    .map((byte) => UNAMBIGUOUS[byte % UNAMBIGUOUS.length])
    .join("");
}

/** In the same time wherever they differ. */
export function sameSecret(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What a kiosk or television shows while it waits to be paired. */
export function newPairingCode(): string {
  return letters(6);
}

/** `ACDE-FGHJ-KMNP`: 54 bits, good once and for some days. */
export function newOneTimePassword(): string {
  return [letters(4), letters(4), letters(4)].join("-");
}
