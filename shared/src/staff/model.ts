import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Role, Scope } from "../access/actor.ts";

/** 员工. */
export interface StaffMember extends Stored {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly active: boolean;
  /** Argon2id, PHC string. */
  readonly passwordHash: string;
  /** Set while the password is one that an administrator handed over: good until then, once. */
  readonly oneTimeUntil?: Instant;
  /** Wrong passwords in a row; see lockout.ts. */
  readonly failures: number;
  readonly lockedUntil?: Instant;
  readonly lastSignInAt?: Instant;
}

export const staff = collection<StaffMember>("staff", {
  indexes: { byActive: ["active", "login"] },
});

/** Who holds a log-in name: a claim, as it may be given up. Its id is the log-in. */
export interface LoginClaim extends Stored {
  readonly staffId: string | null;
}

export const logins = collection<LoginClaim>("logins");

/** A sign-in; its id is the SHA-256 of the cookie's token, so that the store cannot be replayed. */
export interface Session extends Stored {
  readonly staffId: string;
  readonly startedAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt?: Instant;
  readonly endedBy?: string;
  readonly origin: string;
}

export const sessions = collection<Session>("sessions", {
  indexes: { byStaff: ["staffId", "startedAt"] },
});
