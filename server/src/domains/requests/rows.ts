import type { Actor } from "@warmline/shared/access/actor.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import type { ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { requestPermissions } from "@warmline/shared/requests/permissions.ts";
import {
  maySee,
  openStep,
  refuseDecision,
  stillOpen,
  type DecideCode,
  type OpenCode,
} from "@warmline/shared/requests/rules.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Registry } from "./registry.ts";
import { standInsOf } from "./stand-ins.ts";

/** For whom, and when, a request is shown. */
export interface Seeing {
  readonly actor: Actor;
  readonly registry: Registry;
  readonly now: Instant;
  /** Those whose right to approve the person holds, too. */
  readonly standsInFor: readonly Actor[];
}

/** A request with how somebody sees it, who may be about to settle it. */
export interface Settling {
  readonly request: ApprovalRequest;
  readonly seeing: Seeing;
}

/** A request without its input and hash: all that ever leaves the server. */
export function requestRow(request: ApprovalRequest, seeing: Seeing): RequestRow {
  const { now } = seeing;
  const { id, rev, command, about, label, state, preview, touches, amountFen } = request;
  const { policyVersion, files } = request;
  const { makerId, makerName, askedAt, expiresAt, settledAt, reason, steps } = request;
  const { why, whyDetail } = request;
  return {
    id,
    rev,
    command,
    about,
    label,
    // Nobody decides it any more; the job that says so on record may come later.
    state: state === "pending" && now >= expiresAt ? "expired" : state,
    preview,
    ...(touches === undefined ? {} : { touches }),
    ...(files === undefined ? {} : { files: [...files] }),
    amountFen,
    policyVersion,
    makerId,
    makerName,
    askedAt,
    expiresAt,
    ...(settledAt === undefined ? {} : { settledAt }),
    reason,
    ...(why === undefined ? {} : { why }),
    ...(whyDetail === undefined ? {} : { whyDetail }),
    steps: [...steps],
    mine: holderOf({ request, seeing }).ok,
  };
}

/**
 * By whose right the person decides the step that waits. Refusals, in this order:
 * `request-settled`, `request-expired`, then as of `refuseDecision`.
 */
export function holderOf({ request, seeing }: Settling): Result<Actor, OpenCode | DecideCode> {
  const { actor, registry, now, standsInFor } = seeing;
  const open = stillOpen(request, now);
  if (!open.ok) return open;
  const permission = registry.permission(openStep(request)?.permission);
  const apart = (request.apart ?? []).flatMap((name) => registry.permission(name) ?? []);
  return refuseDecision(actor, request, { permission, apart }, standsInFor);
}

export function isSeen(
  request: ApprovalRequest,
  { actor, registry, standsInFor }: Seeing,
): boolean {
  const steps = request.steps.flatMap(({ permission }) => registry.permission(permission) ?? []);
  return maySee(actor, standsInFor, request, { steps, all: requestPermissions.readAll });
}

/** How somebody sees requests at this moment. */
export async function seeingOf(
  store: Pick<Store, "find" | "getMany">,
  of: Omit<Seeing, "standsInFor">,
): Promise<Seeing> {
  return { ...of, standsInFor: await standInsOf(store, of.actor, of.now) };
}
