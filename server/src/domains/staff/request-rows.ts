import type { RequestRow } from "@warmline/shared/staff/request-api.ts";
import type { Standing } from "@warmline/shared/staff/dual-control.ts";
import type { RightsRequest } from "@warmline/shared/staff/request.ts";

/** A request without what it keeps of a password: all that ever leaves the server. */
export function requestRow(request: RightsRequest): RequestRow {
  const { id, rev, act, staffId, login, from, to, oneTime } = request;
  const { askedById, askedByName, askedAt, expiresAt, reason } = request;
  return {
    id,
    rev,
    act,
    staffId,
    login,
    askedById,
    askedByName,
    askedAt,
    expiresAt,
    reason,
    from: from && wire(from),
    to: wire(to),
    newPassword: oneTime !== undefined,
  };
}

function wire(standing: Standing): RequestRow["to"] {
  return { ...standing, roles: [...standing.roles] };
}
