import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Role, Scope } from "../access/actor.ts";
import type { PasswordHandover } from "./handover.ts";
import type { SourceAttempts } from "./lockout.ts";

/** 员工. */
export interface StaffMember extends Stored {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  readonly active: boolean;
  /** Argon2id, PHC string; empty: no password opens anything. */
  readonly passwordHash: string;
  /** Set while the password is one that an administrator handed over: good until then, once. */
  readonly oneTimeUntil?: Instant;
  /** While two administrators hand a new password over. */
  readonly handover?: PasswordHandover;
  /** Wrong passwords by where they came from; see lockout.ts. */
  readonly attempts?: readonly SourceAttempts[];
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

/**
 * 常用浏览器: one in which people have signed in before; its id is the SHA-256 of the token that it
 * keeps. It proves nobody's identity: only that guesses from elsewhere are not from here.
 */
export interface KnownBrowser extends Stored {
  /** The last to sign in stands first. */
  readonly staffIds: readonly string[];
  readonly lastAt: Instant;
}

export const knownBrowsers = collection<KnownBrowser>("knownBrowsers");
