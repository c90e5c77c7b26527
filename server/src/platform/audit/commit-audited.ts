import {
  audit,
  auditBody,
  type AuditChange,
  type AuditRecord,
} from "@warmline/shared/audit/model.ts";
import type { AuditStamp } from "@warmline/shared/kernel/audit-stamp.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { CommitOptions, CommitResult, Conflict, Guard } from "@warmline/shared/store/port.ts";
import { insert, withField, type Write } from "@warmline/shared/store/write.ts";
import type { Caller } from "../commands/caller.ts";
import type { Deps } from "../deps.ts";
import { RunAborted } from "../jobs/run.ts";

export interface Audited {
  /** Domain and verb, such as `cases.file`. */
  readonly command: string;
  /** When it was decided; now, if not given. */
  readonly at?: Instant;
  /** `collection/id` of what it was about, for the audit page. */
  readonly subjects: readonly string[];
  readonly reason?: string | undefined;
  readonly changes?: readonly AuditChange[] | undefined;
  /** Under which idempotency key, with what is answered whenever it comes again. */
  readonly once?: Required<Pick<AuditRecord, "key" | "requestHash" | "answer">>;
}

/**
 * The one way in which commands write: every document carries who did it in `by` (or the audit
 * record's id, see the collection's `stamp`), and the audit record is committed with them, so that
 * the trail can be neither skipped nor lost. In bulk commits it names the record, which says the
 * rest. Throws `RunAborted` when the caller is a job's run that was outdone.
 */
export async function commitAudited(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  caller: Caller,
  of: Audited,
  writes: readonly Write[],
  { guards = [], bulk = false }: { readonly guards?: readonly Guard[] } & CommitOptions = {},
): Promise<CommitResult> {
  const stamp = stampOf(deps, caller, of);
  const changes = of.changes === undefined ? {} : { changes: of.changes };
  const record = insert(audit, auditBody(stamp, of.subjects, { ...of.once, ...changes }));
  // Of a long run the record alone says it all: on every document it would be a third of it.
  const whole = JSON.stringify(bulk ? { id: stamp.id } : stamp);
  const id = JSON.stringify(stamp.id);
  const stamped = writes.map((write) =>
    write.collection.stamp === "id"
      ? withField(write, "auditId", id)
      : withField(write, "by", whole),
  );
  const { fence } = caller;
  const committed = await deps.store.commit(
    [...stamped, record],
    fence === undefined ? guards : [...guards, fence],
    { bulk },
  );
  if (!committed.ok && fence !== undefined && isAbout(committed.conflict, fence)) {
    throw new RunAborted("lost");
  }
  return committed;
}

function isAbout(conflict: Conflict, guard: Guard): boolean {
  if (conflict.kind !== "guard" || !("id" in guard)) return false;
  return conflict.id === guard.id && conflict.collection === guard.collection.name;
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
