import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * 消息加解密: AES-256-CBC with the key's first half as the vector, over 16 random bytes, the length
 * in four bytes, the message and whom it is for, padded to 32 bytes.
 */
interface Sealing {
  /** The app id, or the corporation's. */
  readonly receiver: string;
  readonly aesKey: Uint8Array;
}

const BLOCK = 32;
const RANDOM = 16;
const LENGTH = 4;

/** Null: it was not sealed with this key, or for another account. */
export function unseal({ receiver, aesKey }: Sealing, sealed: string): string | null {
  const plain = decrypted(aesKey, Buffer.from(sealed, "base64"));
  if (plain === null || plain.length < RANDOM + LENGTH) return null;
  const length = plain.readUInt32BE(RANDOM);
  const [from, to] = [RANDOM + LENGTH, RANDOM + LENGTH + length];
  if (to > plain.length || plain.toString("utf8", to) !== receiver) return null;
  return plain.toString("utf8", from, to);
}

/** As WeChat seals: for its simulator, and tests. */
export function seal(
  { receiver, aesKey }: Sealing,
  message: string,
  random: Uint8Array = randomBytes(RANDOM),
): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([random, length, text, Buffer.from(receiver)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv("aes-256-cbc", aesKey, aesKey.subarray(0, RANDOM));
  cipher.setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
}

function decrypted(aesKey: Uint8Array, sealed: Buffer): Buffer | null {
  if (sealed.length === 0 || sealed.length % RANDOM !== 0) return null;
  const decipher = createDecipheriv("aes-256-cbc", aesKey, aesKey.subarray(0, RANDOM));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  return pad < 1 || pad > BLOCK ? null : padded.subarray(0, padded.length - pad);
}
