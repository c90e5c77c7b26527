import type { AuditStamp } from "../kernel/audit-stamp.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";

/** 审计: a command that was carried out, committed with what it wrote. */
export interface AuditRecord extends Stored, AuditStamp {
  /** `households/…`, `cases/…`: what it was about. */
  readonly subjects: readonly string[];
  /**
   * The subjects with time and id, so that the newest records on one thing are a stretch of the
   * index.
   */
  readonly subjectKeys: readonly string[];
  /** What it changed of somebody's rights, and from what to what. */
  readonly changes?: readonly AuditChange[];
  /**
   * The caller's idempotency key, `<actor> <key>`, with what was asked for and answered under it.
   */
  readonly key?: string;
  readonly requestHash?: string;
  readonly answer?: unknown;
}

/**
 * 变更: the values before and after, as a list of words: roles, a scope with its place, `active` or
 * `inactive`, `one-time` for a password that was handed over.
 */
export interface AuditChange {
  readonly field: (typeof AUDIT_CHANGE_FIELDS)[number];
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export const AUDIT_CHANGE_FIELDS = ["roles", "scope", "active", "password"] as const;

export const audit = collection<AuditRecord>("audit", {
  indexes: {
    byTime: ["at"],
    byActor: ["actorId", "at"],
    byCommand: ["command", "at"],
    bySubject: ["subjectKeys[]"],
  },
  unique: { key: ["key"] },
  appendOnly: true,
});

/** The record of a command, as the audit page finds it: by time, actor, command or subject. */
export function auditBody(
  stamp: AuditStamp,
  subjects: readonly string[],
  more: Pick<AuditRecord, "key" | "requestHash" | "answer" | "changes"> = {},
): Body<AuditRecord> {
  return {
    ...stamp,
    ...more,
    subjects,
    subjectKeys: subjects.map((subject) => subjectKey(subject, stamp.at, stamp.id)),
  };
}

/** `cases/17@0001795411800000/<id>`: sorts by subject, then time, then stamp. */
export function subjectKey(subject: string, at: Instant, id = ""): string {
  return `${subject}@${String(at).padStart(16, "0")}/${id}`;
}
