import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  delegations,
  instantsOf,
  refuseDelegation,
  type DelegateCode,
  type Delegation,
  type Span,
} from "@warmline/shared/requests/delegation.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { AskedRequest } from "./ask-command.ts";
import { actorOf } from "./stand-ins.ts";

interface Delegate extends Span {
  readonly toId: string;
  readonly reason: string;
}

/**
 * 委托: a colleague may approve in one's place for some days. What was delegated to oneself is not
 * delegated on: it is one's own right alone that is given. Refusals, in this order:
 * `own-delegation`, `cannot-stand-in` (nobody, inactive, approves nothing of their own, an
 * administrator; also where whoever gives it is one), `span-wrong`.
 */
export const delegate = command({
  name: "requests.delegate",
  scope: "anywhere",
  async load(reads, { toId }: Delegate): Promise<Result<Delegating, DelegateCode>> {
    return ok({ to: actorOf(await reads.get(staff, toId)) });
  },
  decide({ to }, { startsOn, endsOn, reason }, { actor, at, nextId }) {
    const barred = refuseDelegation(actor, to, { startsOn, endsOn }, at);
    if (barred !== null) return barred;
    if (to === null) return refuse("cannot-stand-in");
    const names = { fromId: actor.id, fromName: actor.name, toId: to.id, toName: to.name };
    const made = { id: nextId(), ...names, ...instantsOf({ startsOn, endsOn }), reason };
    return ok({
      value: { id: made.id } satisfies AskedRequest,
      writes: [insert(delegations, made)],
      subjects: [`delegations/${made.id}`, `staff/${actor.id}`, `staff/${to.id}`],
      reason,
    });
  },
});

interface Delegating {
  readonly to: StaffActor | null;
}

interface EndDelegation {
  readonly id: string;
  readonly rev: number;
  readonly reason: string;
}

type EndCode = "not-found" | "out-of-scope" | "delegation-over";

/**
 * 收回委托: ends one before its time, by either of the two. Refusals, in this order: `not-found`,
 * `out-of-scope` (of others), `delegation-over`.
 */
export const endDelegation = command({
  name: "requests.end-delegation",
  scope: "anywhere",
  async load(reads, { id }: EndDelegation): Promise<Result<Delegation, EndCode>> {
    const found = await reads.get(delegations, id);
    return found === null ? refuse("not-found") : ok(found);
  },
  seen: ({ id, rev: now }, { rev }) => ({ seen: rev, now, subject: `delegations/${id}` }),
  decide(current, { reason }, { actor, at }) {
    const { id, fromId, toId } = current;
    if (fromId !== actor.id && toId !== actor.id) return refuse("out-of-scope");
    if (current.endedAt !== undefined || current.endsAt <= at) return refuse("delegation-over");
    const next = { ...current, endedAt: at, endedByName: actor.name };
    return ok({
      value: { id },
      writes: [replace(delegations, current, next)],
      subjects: [`delegations/${id}`, `staff/${fromId}`, `staff/${toId}`],
      reason,
    });
  },
});
