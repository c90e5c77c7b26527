import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { StaffRow } from "@warmline/shared/staff/api.ts";
import {
  logins,
  staff,
  type LoginClaim,
  type Session,
  type StaffMember,
} from "@warmline/shared/staff/model.ts";
import { rightsRequests, type RightsRequest } from "@warmline/shared/staff/request.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { administers, administratorsLeft, type AdministratorsLeft } from "./administrators.ts";
import { joined } from "./create-staff.ts";
import { withOneTime } from "./passwords.ts";
import { rightsChanged } from "./rights.ts";
import { staffRow } from "./rows.ts";
import { endedWrites, runningSessions } from "./sessions.ts";
import {
  seenRequest,
  settled,
  stillOpen,
  type OneRequest,
  type OpenCode,
} from "./settle-requests.ts";
import { personHash } from "./standing.ts";

interface Confirming {
  readonly request: RightsRequest;
  readonly asker: StaffMember | null;
  /** As they are by now; null: a newcomer. */
  readonly member: StaffMember | null;
  readonly claim: LoginClaim | null;
  readonly running: readonly Session[];
  readonly left: AdministratorsLeft;
}

export interface ConfirmedRequest {
  readonly staff: StaffRow;
  readonly secondHalf?: string;
}

/**
 * 确认: a second administrator carries out exactly what was asked for and shown; the sessions of the
 * person concerned end. Refusals, in this order: `password-shown-once`, `not-found`,
 * `request-settled`, `request-expired`, `own-request`, `own-rights`, `asker-gone`,
 * `person-changed`, `login-taken`, `last-administrator`.
 */
export const confirmRequest = command({
  name: "staff.confirm-request",
  scope: "city",
  shownOnce: "password-shown-once",
  load: loadConfirming,
  seen: seenRequest,
  decide(state, _, { at, actor }) {
    const { request, asker, member, claim, left } = state;
    const open = stillOpen(request, at);
    if (!open.ok) return open;
    if (request.askedById === actor.id) return refuse("own-request");
    if (request.staffId === actor.id) return refuse("own-rights");
    if (asker === null || !administers(asker)) return refuse("asker-gone");
    if ((member && personHash(member)) !== request.personHash) return refuse("person-changed");
    if (member === null && claim?.staffId) {
      return refuse("login-taken", { login: request.login });
    }
    if (left?.length === 0) return refuse("last-administrator");
    return ok(confirmed(state, at, actor));
  },
});
type ConfirmCode =
  | OpenCode
  | "password-shown-once"
  | "not-found"
  | "own-request"
  | "own-rights"
  | "asker-gone"
  | "person-changed"
  | "login-taken"
  | "last-administrator";

async function loadConfirming(
  reads: Reads,
  { id }: OneRequest,
  { at }: { readonly at: Instant },
): Promise<Result<Confirming, ConfirmCode>> {
  const request = await reads.get(rightsRequests, id);
  if (request === null) return refuse("not-found");
  const { staffId, login, askedById, to } = request;
  const member = await reads.get(staff, staffId);
  return ok({
    request,
    member,
    asker: await reads.get(staff, askedById),
    claim: await reads.get(logins, login),
    running: await runningSessions(reads, staffId, at),
    left: member && (await administratorsLeft(reads, member, to)),
  });
}

function confirmed(
  { request, member, claim, running }: Confirming,
  at: Instant,
  actor: Actor,
): Decision<ConfirmedRequest> {
  const { staffId, login, from, to, oneTime, reason } = request;
  const changed = { ...(member ?? { id: staffId, login, passwordHash: "", rev: 0 }), ...to };
  const next = oneTime === undefined ? changed : withOneTime(changed, oneTime.passwordHash, at);
  const half = oneTime === undefined ? {} : { secondHalf: oneTime.secondHalf };
  return {
    value: { staff: staffRow({ ...next, rev: changed.rev + 1 }), ...half },
    writes: [
      ...(member === null ? joined(next, claim) : [replace(staff, member, next)]),
      ...endedWrites(running, at, actor),
      settled(request, "confirmed"),
    ],
    subjects: [`rightsRequests/${request.id}`, `staff/${staffId}`],
    reason,
    changes: rightsChanged(from, to, oneTime !== undefined),
  };
}
