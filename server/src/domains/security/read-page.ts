import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { subjectKey } from "@warmline/shared/audit/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { EPOCH, instantOf } from "@warmline/shared/kernel/time.ts";
import { readRecords, type ReadRecord } from "@warmline/shared/security/read-record.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";

export interface ReadFilter {
  readonly actorId?: string | undefined;
  /** `households/…`. */
  readonly subject?: string | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

interface ReadPage {
  readonly rows: readonly ReadRecord[];
  readonly next: string | null;
}

/**
 * Who looked at what, newest first. Of a subject that one person looked at, a page may be short,
 * while `next` says where to go on. Refusals, in this order: `out-of-scope`, `not-found` (`after`
 * is no record).
 */
export async function readPage(
  { store, records }: Pick<Deps, "store" | "records">,
  actor: Actor,
  filter: ReadFilter,
): Promise<Result<ReadPage, "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  await records.flush();
  const after = filter.after === undefined ? null : await store.get(readRecords, filter.after);
  if (after === null && filter.after !== undefined) return refuse("not-found");
  const { actorId, limit } = filter;
  const found = await store.find(readRecords, {
    ...selectionFor(filter, after),
    order: "descending",
    limit,
  });
  const next = found.length === limit ? (found.at(-1)?.id ?? null) : null;
  const rows = found.filter((one) => actorId === undefined || one.actorId === actorId);
  return ok({ rows, next });
}

function selectionFor(
  { subject, actorId }: ReadFilter,
  after: ReadRecord | null,
): Query<ReadRecord> {
  if (subject !== undefined) {
    // An each-index pages by its elements: they hold time and id behind the subject.
    const end = after === null ? instantOf(Number.MAX_SAFE_INTEGER) : after.at;
    const to = subjectKey(subject, end, after?.id);
    return { index: "bySubject", from: subjectKey(subject, EPOCH), to };
  }
  const rest = after === null ? {} : { after };
  if (actorId !== undefined) return { index: "byActor", where: { actorId }, ...rest };
  return { index: "byTime", ...rest };
}
