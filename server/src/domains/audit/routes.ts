import * as api from "@warmline/shared/audit/api.ts";
import type { AuditRecord } from "@warmline/shared/audit/model.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { SubjectNaming } from "../../platform/audit/subjects.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { auditPage } from "./audit-page.ts";
import { subjectNames } from "../../platform/audit/subject-names.ts";

/** So many subjects of a record are shown; that of a bulk command has hundreds. */
const SUBJECTS_SHOWN = 3;

export function auditRoutes(deps: Deps, namings: readonly SubjectNaming[]): Route[] {
  const nameSubjects = subjectNames(deps, namings);
  return [
    serve(api.auditPage, async ({ actor, language, query }) => {
      const page = await auditPage(deps, actor, query);
      if (!page.ok) return page;
      const rows = page.value.rows.map(auditRow);
      const subjects = rows.flatMap((row) => row.subjects);
      const names = await nameSubjects(actor, language, subjects);
      return ok({ rows, next: page.value.next, names });
    }),
  ];
}

function auditRow(record: AuditRecord): api.AuditRow {
  const { id, at, command, actorKind, actorId, actorName, origin, reason } = record;
  const subjects = record.subjects.slice(0, SUBJECTS_SHOWN);
  const who = { actorKind, actorId, actorName, origin };
  const changes = record.changes?.map(({ field, from, to }) => ({
    field,
    from: [...from],
    to: [...to],
  }));
  const changed = changes === undefined ? {} : { changes };
  const row = { id, at, command, ...who, ...changed, subjects };
  const counted = { ...row, subjectCount: record.subjects.length };
  return reason === undefined ? counted : { ...counted, reason };
}
