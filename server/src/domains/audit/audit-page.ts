import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { EPOCH, instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { subjectKey } from "@warmline/shared/audit/model.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { audit, type AuditRecord } from "@warmline/shared/audit/model.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";

export interface AuditFilter {
  /** Inclusive. */
  readonly from?: Instant | undefined;
  /** Exclusive. */
  readonly to?: Instant | undefined;
  readonly actorId?: string | undefined;
  readonly command?: string | undefined;
  /** `households/…`, `cases/…`. */
  readonly subject?: string | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface AuditPage {
  readonly rows: readonly AuditRecord[];
  /** Where the next page goes on; null at the end. */
  readonly next: string | null;
}

const CHUNK = 250;
const SCANNED_MAX = 5_000;

/**
 * Audit records, newest first. The index is the narrowest of those that the filter names, in this
 * order: subject, actor, command, time, always within the time range; what is left of the filter is
 * compared record by record. One page looks at no more than `SCANNED_MAX` records, so it may hold
 * fewer rows than asked for, even none, while `next` says where to go on. Refusals, in this order:
 * `out-of-scope`, `not-found` (`after` is no audit record).
 */
export async function auditPage(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  filter: AuditFilter,
): Promise<Result<AuditPage, "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  let last = filter.after === undefined ? null : await store.get(audit, filter.after);
  if (last === null && filter.after !== undefined) return refuse("not-found");
  const rows: AuditRecord[] = [];
  for (let scanned = 0; scanned < SCANNED_MAX; scanned += CHUNK) {
    const chunk = await store.find(audit, queryAfter(filter, last));
    for (const record of chunk) {
      last = record;
      if (matches(record, filter)) rows.push(record);
      if (rows.length === filter.limit) return ok({ rows, next: record.id });
    }
    if (chunk.length < CHUNK) return ok({ rows, next: null });
  }
  return ok({ rows, next: last?.id ?? null });
}

function queryAfter(filter: AuditFilter, last: AuditRecord | null): Query<AuditRecord> {
  const { subject, actorId, command } = filter;
  const page = { order: "descending", limit: CHUNK } as const;
  if (subject !== undefined) return { ...page, index: "bySubject", ...subjectRange(filter, last) };
  const range = {
    ...(filter.from === undefined ? {} : { from: filter.from }),
    ...(filter.to === undefined ? {} : { to: filter.to }),
    ...(last === null ? {} : { after: last }),
  };
  if (actorId !== undefined) return { ...page, index: "byActor", where: { actorId }, ...range };
  if (command !== undefined) return { ...page, index: "byCommand", where: { command }, ...range };
  return { ...page, index: "byTime", ...range };
}

/** An each-index pages by its elements: they hold time and id behind the subject. */
function subjectRange({ subject = "", from = EPOCH, to }: AuditFilter, last: AuditRecord | null) {
  const end = to ?? instantOf(Number.MAX_SAFE_INTEGER);
  return {
    from: subjectKey(subject, from),
    to: last === null ? subjectKey(subject, end) : subjectKey(subject, last.at, last.id),
  };
}

function matches(record: AuditRecord, { actorId, command }: AuditFilter): boolean {
  return (
    (actorId === undefined || record.actorId === actorId) &&
    (command === undefined || record.command === command)
  );
}
