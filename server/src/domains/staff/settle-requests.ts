import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { isPending, rightsRequests, type RightsRequest } from "@warmline/shared/staff/request.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

export interface OneRequest {
  readonly id: string;
  /** The revision of the request that the person saw. */
  readonly rev: number;
}

interface TurnDown extends OneRequest {
  readonly reason: string;
}

/**
 * 驳回: another administrator says no. Refusals, in this order: `not-found`, `request-settled`,
 * `request-expired`, `own-request` (whoever asked withdraws).
 */
export const declineRequest = command({
  name: "staff.decline-request",
  scope: "city",
  load: loadRequest<OpenCode | "own-request">,
  seen: seenRequest,
  decide({ request }, { reason }, { at, actor }) {
    const open = stillOpen(request, at);
    if (!open.ok) return open;
    if (request.askedById === actor.id) return refuse("own-request");
    return ok(turnedDown(request, "declined", reason));
  },
});

/**
 * 撤回: whoever asked takes it back. Refusals, in this order: `not-found`, `request-settled`,
 * `request-expired`, `not-own-request`.
 */
export const withdrawRequest = command({
  name: "staff.withdraw-request",
  scope: "city",
  load: loadRequest<OpenCode | "not-own-request">,
  seen: seenRequest,
  decide({ request }, { reason }, { at, actor }) {
    const open = stillOpen(request, at);
    if (!open.ok) return open;
    if (request.askedById !== actor.id) return refuse("not-own-request");
    return ok(turnedDown(request, "withdrawn", reason));
  },
});

async function loadRequest<C extends string>(
  reads: Reads,
  { id }: TurnDown,
): Promise<Result<{ request: RightsRequest }, "not-found" | C>> {
  const request = await reads.get(rightsRequests, id);
  return request === null ? refuse("not-found") : ok({ request });
}

/** It never changes but once: its revision says what was shown. */
export function seenRequest({ request }: { readonly request: RightsRequest }, { rev }: OneRequest) {
  return { seen: rev, now: request.rev, subject: `rightsRequests/${request.id}` };
}

export type OpenCode = "request-settled" | "request-expired";

/** Refusals, in this order: `request-settled`, `request-expired`. */
export function stillOpen(request: RightsRequest, at: Instant): Result<true, OpenCode> {
  if (request.state !== "pending") return refuse("request-settled");
  return isPending(request, at) ? ok(true) : refuse("request-expired");
}

/** What it kept of a password goes with it. */
export function settled(request: RightsRequest, state: RightsRequest["state"]): Write {
  const { oneTime: _, ...rest } = request;
  return replace(rightsRequests, request, { ...rest, state });
}

function turnedDown(
  request: RightsRequest,
  state: RightsRequest["state"],
  reason: string,
): Decision<{ done: true }> {
  return {
    value: { done: true },
    writes: [settled(request, state)],
    subjects: [`rightsRequests/${request.id}`, `staff/${request.staffId}`],
    reason,
  };
}
