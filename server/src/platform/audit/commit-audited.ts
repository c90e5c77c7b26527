import { audit, auditBody, type AuditRecord } from "@warmline/shared/audit/model.ts";
import type { AuditStamp } from "@warmline/shared/kernel/audit-stamp.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { CommitResult, Guard } from "@warmline/shared/store/port.ts";
import { insert, withField, type Write } from "@warmline/shared/store/write.ts";
import type { Caller } from "../commands/caller.ts";
import type { Deps } from "../deps.ts";

export interface Audited {
  /** Domain and verb, such as `cases.file`. */
  readonly command: string;
  /** When it was decided; now, if not given. */
  readonly at?: Instant;
  /** `collection/id` of what it was about, for the audit page. */
  readonly subjects: readonly string[];
  readonly reason?: string | undefined;
  /** Under which idempotency key, with what is answered whenever it comes again. */
  readonly once?: Required<Pick<AuditRecord, "key" | "requestHash" | "answer">>;
}

/**
 * The one way in which commands write: every document carries who did it in `by` (or the audit
 * record's id, see the collection's `stamp`), and the audit record is committed with them, so that
 * the trail can be neither skipped nor lost.
 */
export async function commitAudited(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  caller: Caller,
  of: Audited,
  writes: readonly Write[],
  { guards = [] }: { readonly guards?: readonly Guard[] } = {},
): Promise<CommitResult> {
  const stamp = stampOf(deps, caller, of);
  const record = insert(audit, auditBody(stamp, of.subjects, of.once));
  const [whole, id] = [JSON.stringify(stamp), JSON.stringify(stamp.id)];
  const stamped = writes.map((write) =>
    write.collection.stamp === "id"
      ? withField(write, "auditId", id)
      : withField(write, "by", whole),
  );
  return deps.store.commit([...stamped, record], guards);
}

function stampOf(deps: Pick<Deps, "clock" | "ids">, caller: Caller, of: Audited): AuditStamp {
  const { actor, origin } = caller;
  return {
    id: deps.ids.next(),
    command: of.command,
    at: of.at ?? deps.clock.now(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    origin,
    ...(of.reason === undefined ? {} : { reason: of.reason }),
  };
}
