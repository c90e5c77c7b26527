import type { Actor } from "@warmline/shared/access/actor.ts";
import { subjectKey } from "@warmline/shared/audit/model.ts";
import { EPOCH, instantOf } from "@warmline/shared/kernel/time.ts";
import { readRecords, type ReadRecord } from "@warmline/shared/security/read-record.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { newestPage } from "./newest-page.ts";

export interface ReadFilter {
  readonly actorId?: string | undefined;
  /** `households/…`. */
  readonly subject?: string | undefined;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** Who looked at what, newest first. Refusals: those of `newestPage`. */
export function readPage(deps: Pick<Deps, "store" | "records">, actor: Actor, filter: ReadFilter) {
  const { actorId } = filter;
  return newestPage(deps, actor, readRecords, filter, {
    select: (after) => selectionFor(filter, after),
    fits: (one) => actorId === undefined || one.actorId === actorId,
  });
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
