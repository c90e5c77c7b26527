import type { Instant } from "../kernel/time.ts";
import type { AuditStamp } from "../kernel/audit-stamp.ts";
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

/**
 * Written by every act that could take an administrator away, so that two of them at the same
 * moment cannot both believe that the other one stays. Has one document, `administrators`.
 */
export const staffGuards = collection<Stored>("staffGuards");

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

/** A kiosk or television; paired by a code on its screen, approved in the console, revocable. */
export interface Device extends Stored {
  readonly kind: "kiosk" | "tv";
  readonly state: "pairing" | "paired" | "revoked";
  readonly name: string;
  readonly hallId?: string;
  /** SHA-256 of the token that the device holds. */
  readonly tokenHash: string;
  readonly askedAt: Instant;
  /** What its screen shows while it is pairing, and until when. */
  readonly code?: string;
  readonly codeUntil?: Instant;
  readonly pairedAt?: Instant;
  readonly pairedBy?: string;
  readonly revokedAt?: Instant;
  readonly revokedBy?: string;
}

export const devices = collection<Device>("devices", {
  indexes: { byState: ["state", "askedAt"], byHall: ["hallId", "kind"] },
  unique: { token: ["tokenHash"] },
});

/** Who holds a pairing code at the moment; its id is the code. */
export interface PairingCode extends Stored {
  readonly deviceId: string | null;
  readonly expiresAt: Instant;
}

export const pairingCodes = collection<PairingCode>("pairingCodes");

/** 审计: one act with what it touched, committed with what it wrote. */
export interface AuditRecord extends Stored, AuditStamp {
  /** `households/…`, `cases/…`: what the act was about. */
  readonly subjects: readonly string[];
  /**
   * The subjects with time and id, so that the newest acts on one thing are a stretch of the index.
   */
  readonly subjectKeys: readonly string[];
}

export const audit = collection<AuditRecord>("audit", {
  indexes: {
    byTime: ["at"],
    byActor: ["actorId", "at"],
    byCommand: ["command", "at"],
    bySubject: ["subjectKeys[]"],
  },
  appendOnly: true,
});
