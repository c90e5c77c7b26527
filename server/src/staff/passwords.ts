import { hash, verify } from "@node-rs/argon2";

/** Argon2id as OWASP asks for it: 19 MiB, two passes, one lane; about 20 ms on a desk machine. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Argon2id, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

let nobody: Promise<string> | undefined;

/** Takes as long as a real check and always fails: an unknown log-in must not answer sooner. */
export async function verifyAgainstNobody(password: string): Promise<false> {
  nobody ??= hashPassword("nobody has this password");
  await verifyPassword(await nobody, password);
  return false;
}
