import type { AuditStamp } from "../kernel/audit-stamp.ts";
import type { Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import type { AuditRecord } from "../staff/model.ts";

/** The record of an act, as the audit page finds it: by time, actor, command or subject. */
export function auditBody(act: AuditStamp, subjects: readonly string[]): Body<AuditRecord> {
  return {
    ...act,
    subjects,
    subjectKeys: subjects.map((subject) => subjectKey(subject, act.at, act.id)),
  };
}

/** `cases/17@0001795411800000/<act>`: sorts by subject, then time, then act. */
export function subjectKey(subject: string, at: Instant, actId = ""): string {
  return `${subject}@${String(at).padStart(16, "0")}/${actId}`;
}
