import { hash, verify } from "@node-rs/argon2";

/** Argon2id as OWASP asks for it: 19 MiB, two passes, one mutex; about 20 ms on a desk machine. */
const COST: Cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Cost {
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** Argon2id, as a PHC string, which names its cost: checking takes as long as making it took. */
export function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  return hash(password, cost);
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
