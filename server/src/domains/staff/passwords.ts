import { hash, verify } from "@node-rs/argon2";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { StaffRow } from "@warmline/shared/staff/api.ts";
import type { PasswordHandover } from "@warmline/shared/staff/handover.ts";
import type { StaffMember } from "@warmline/shared/staff/model.ts";
import { makeWorkLimit } from "../../platform/commands/work-limit.ts";
import { newOneTimePassword } from "../../platform/secrets.ts";

/** Argon2id as OWASP asks for it: 19 MiB, two passes, one thread; about 20 ms on a desk machine. */
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

/** Where there is no password, every one is wrong, after as long. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return passwordHash === "" ? verifyAgainstNobody(password) : verify(passwordHash, password);
}

/**
 * Argon2 takes threads that files and look-ups need, so it is done for two at a time at most, and
 * for one of those who are not known: whoever floods the sign-in makes only strangers wait.
 */
const limits = {
  known: makeWorkLimit({ atOnce: 2, waitingMax: 200 }),
  strangers: makeWorkLimit({ atOnce: 1, waitingMax: 50 }),
};

/** Hashes or checks in turn; throws `WorkRefused` where too many wait already. */
export function passwordWork<T>(whose: keyof typeof limits, work: () => Promise<T>): Promise<T> {
  return limits[whose](work);
}

let nobody: Promise<string> | undefined;

/** Takes as long as a real check and always fails: an unknown log-in must not answer sooner. */
export async function verifyAgainstNobody(password: string): Promise<false> {
  nobody ??= hashPassword("nobody has this password");
  await verifyPassword(await nobody, password);
  return false;
}

/** A password to be handed over, with what the store keeps of it. */
export interface OneTime {
  readonly password: string;
  readonly passwordHash: string;
}

export async function newOneTime(): Promise<OneTime> {
  const password = newOneTimePassword();
  return { password, passwordHash: await hashPassword(password) };
}

const ONE_TIME_DAYS = 7;

/** How long a one-time password made now waits to be used. */
export function oneTimeUntil(now: Instant): Instant {
  return later(now, ONE_TIME_DAYS * 86_400_000);
}

/** The member with a password that was handed over, and without any lock. */
export function withOneTime(
  { attempts: _, handover: __, ...member }: StaffMember,
  passwordHash: string,
  at: Instant,
): StaffMember {
  return { ...member, passwordHash, oneTimeUntil: oneTimeUntil(at) };
}

/** The member whom no password lets in any more, until two administrators have handed one over. */
export function withHandover(
  { attempts: _, oneTimeUntil: __, ...member }: StaffMember,
  handover: PasswordHandover,
): StaffMember {
  return { ...member, passwordHash: "", handover };
}

/** A member with a password that is shown once; only its hash is kept. */
export interface WithOneTimePassword {
  readonly staff: StaffRow;
  readonly oneTimePassword: string;
}
