import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { needsPassword, type Standing } from "@warmline/shared/staff/dual-control.ts";
import { logins, staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { RequestRow, WantedRequest } from "@warmline/shared/staff/request-api.ts";
import {
  requestExpiry,
  rightsRequests,
  type RightsRequest,
} from "@warmline/shared/staff/request.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { cityAdministrators } from "./administrators.ts";
import { isScopeKnown } from "./create-staff.ts";
import { newSplitOneTime, type NewSplitOneTime } from "./passwords.ts";
import { requestRow } from "./request-rows.ts";
import { rightsChanged } from "./rights.ts";
import { personHash, standingOf } from "./standing.ts";

interface Asking {
  /** Null: a newcomer. */
  readonly member: StaffMember | null;
  readonly to: Standing;
  readonly known: boolean;
  readonly pending: readonly RightsRequest[];
  readonly administrators: readonly StaffMember[];
  readonly oneTime: NewSplitOneTime | undefined;
}

export interface AskedRequest {
  readonly request: RequestRow;
  readonly firstHalf?: string;
}

/**
 * 申请权限: what another administrator has to confirm, word for word; nothing changes yet. Refusals,
 * in this order: `password-shown-once`, `not-found`, `login-taken`, `scope-unknown`,
 * `already-active`, `own-rights`, `request-pending`, `no-second-administrator`.
 */
export const askRequest = command({
  name: "staff.ask-request",
  scope: "city",
  shownOnce: "password-shown-once",
  async load(reads, asked: WantedRequest, { at }): Promise<Result<Asking, AskCode>> {
    const found = await findPerson(reads, asked);
    if (!found.ok) return found;
    const member = found.value;
    const from = member && standingOf(member);
    const to = wanted(asked, from);
    const handsOver = asked.act === "reset-password" || needsPassword(from, to);
    return ok({
      member,
      to,
      known: await isScopeKnown(reads, to.scope),
      pending: await pendingRequests(reads, at),
      administrators: await cityAdministrators(reads),
      oneTime: handsOver ? await newSplitOneTime() : undefined,
    });
  },
  seen: ({ member }, asked) => ({
    seen: "rev" in asked ? asked.rev : undefined,
    now: member?.rev ?? 0,
    ...(member === null ? {} : { subject: `staff/${member.id}` }),
  }),
  decide({ member, to, known, pending, administrators, oneTime }, asked, { at, actor, nextId }) {
    const login = member?.login ?? ("login" in asked ? asked.login : "");
    if (!known) return refuse("scope-unknown");
    if (asked.act === "reactivate" && member?.active) return refuse("already-active");
    if (member?.id === actor.id) return refuse("own-rights");
    if (pending.some((one) => one.login === login)) return refuse("request-pending");
    const others = administrators.filter(({ id }) => id !== actor.id && id !== member?.id);
    if (others.length === 0) return refuse("no-second-administrator");
    const request: Body<RightsRequest> = {
      id: nextId(),
      act: asked.act,
      state: "pending",
      staffId: member?.id ?? nextId(),
      login,
      from: member && standingOf(member),
      to,
      personHash: member && personHash(member),
      ...(oneTime === undefined ? {} : { oneTime: oneTime.kept }),
      askedById: actor.id,
      askedByName: actor.name,
      askedAt: at,
      expiresAt: requestExpiry(at),
      reason: asked.reason,
    };
    const half = oneTime === undefined ? {} : { firstHalf: oneTime.firstHalf };
    return ok({
      value: { request: requestRow({ ...request, rev: 1 }), ...half } satisfies AskedRequest,
      writes: [insert(rightsRequests, request)],
      subjects: [`rightsRequests/${request.id}`, `staff/${request.staffId}`],
      reason: asked.reason,
      changes: rightsChanged(request.from, to, oneTime !== undefined),
    });
  },
});
type AskCode =
  | "password-shown-once"
  | "not-found"
  | "login-taken"
  | "scope-unknown"
  | "already-active"
  | "own-rights"
  | "request-pending"
  | "no-second-administrator";

async function findPerson(
  reads: Reads,
  asked: WantedRequest,
): Promise<Result<StaffMember | null, "not-found" | "login-taken">> {
  if (asked.act !== "create") {
    const member = await reads.get(staff, asked.id);
    return member === null ? refuse("not-found") : ok(member);
  }
  const { login } = asked;
  const claim = await reads.get(logins, login);
  return claim?.staffId ? refuse("login-taken", { login }) : ok(null);
}

function wanted(asked: WantedRequest, from: Standing | null): Standing {
  if ("roles" in asked) {
    const { name, roles, scope } = asked;
    return { name, roles: [...new Set(roles)], scope, active: from?.active ?? true };
  }
  assert(from !== null, "only a newcomer is not there yet");
  return asked.act === "reactivate" ? { ...from, active: true } : from;
}

/** Those that still may be confirmed; the finding is held against the commit: one a person. */
function pendingRequests(reads: Reads, at: Instant): Promise<RightsRequest[]> {
  const where = { state: "pending" };
  return findAll({ store: reads }, rightsRequests, { index: "byState", where, from: at });
}
