import type { AuditStamp } from "@warmline/shared/kernel/audit-stamp.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { auditBody } from "@warmline/shared/audit/model.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import type { CommitResult } from "@warmline/shared/store/port.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../deps.ts";

/** Who calls a command, from where. Edges make it; commands pass it on to `commitAudited`. */
export interface Caller {
  readonly actor: Actor;
  /** Door and address: `console 10.0.0.7`, `kiosk 10.0.3.2`, `demo`. */
  readonly origin: string;
  readonly language: "zh" | "en";
  /** The idempotency key from outside, where the endpoint asks for one. */
  readonly key?: string;
}

export interface Audited {
  /** Domain and verb, such as `cases.file`. */
  readonly command: string;
  /** `collection/id` of what it was about, for the audit page. */
  readonly subjects: readonly string[];
  readonly reason?: string;
}

/**
 * The one way in which commands write: every document carries the act in `by`, and the audit record
 * is committed with them, so that the trail can be neither skipped nor lost.
 */
export async function commitAudited(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  caller: Caller,
  of: Audited,
  writes: readonly Write[],
): Promise<CommitResult> {
  const act = describeStamp(deps, caller, of);
  const record = insert(audit, auditBody(act, of.subjects));
  const stamped = writes.map((write) => ({ ...write, body: { ...write.body, by: act } }));
  return deps.store.commit([...stamped, record]);
}

function describeStamp(deps: Pick<Deps, "clock" | "ids">, caller: Caller, of: Audited): AuditStamp {
  const { actor, origin } = caller;
  return {
    id: deps.ids.next(),
    command: of.command,
    at: deps.clock.now(),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    origin,
    ...(of.reason === undefined ? {} : { reason: of.reason }),
  };
}

const ATTEMPTS_MAX = 20;

/**
 * Reads, decides and commits again when another writer was first. `work` answers `lost` when its
 * commit lost a race that reading anew can win; after `ATTEMPTS_MAX` rounds the person is told to
 * try again.
 */
export async function attempt<T>(
  work: () => Promise<T | typeof lost>,
): Promise<T | { readonly ok: false; readonly code: "changed-meanwhile" }> {
  for (let round = 0; round < ATTEMPTS_MAX; round += 1) {
    const outcome = await work();
    if (outcome !== lost) return outcome;
  }
  return { ok: false, code: "changed-meanwhile" };
}

/** The commit lost to another writer: read anew and decide again. */
export const lost = Symbol("lost");
