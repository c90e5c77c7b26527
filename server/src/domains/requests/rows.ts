import type { Actor } from "@warmline/shared/access/actor.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { isPending, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { requestPermissions } from "@warmline/shared/requests/permissions.ts";
import { maySee, openStep, refuseDecision } from "@warmline/shared/requests/rules.ts";
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

/** A request without what it keeps of a secret: all that ever leaves the server. */
export function requestRow(request: ApprovalRequest, seeing: Seeing): RequestRow {
  const { actor, registry, now, standsInFor } = seeing;
  const { id, rev, command, about, label, state, preview, amountFen, policyVersion } = request;
  const { makerId, makerName, askedAt, expiresAt, settledAt, reason, why, steps } = request;
  const permission = registry.permission(openStep(request)?.permission);
  const decides = refuseDecision(actor, request, permission, standsInFor);
  const mine = isPending(request, now) && decides.ok;
  return {
    id,
    rev,
    command,
    about,
    label,
    // Nobody decides it any more; the job that says so on record may come later.
    state: state === "pending" && now >= expiresAt ? "expired" : state,
    preview,
    amountFen,
    policyVersion,
    makerId,
    makerName,
    askedAt,
    expiresAt,
    ...(settledAt === undefined ? {} : { settledAt }),
    reason,
    ...(why === undefined ? {} : { why }),
    steps: [...steps],
    mine,
  };
}

export function isSeen(
  request: ApprovalRequest,
  { actor, registry, standsInFor }: Seeing,
): boolean {
  const steps = request.steps.flatMap(({ permission }) => registry.permission(permission) ?? []);
  const rights = { steps, all: requestPermissions.readAll };
  return [actor, ...standsInFor].some((one) => maySee(one, request, rights));
}

/** How somebody sees requests at this moment. */
export async function seeingOf(
  store: Pick<Store, "find" | "getMany">,
  of: Omit<Seeing, "standsInFor">,
): Promise<Seeing> {
  return { ...of, standsInFor: await standInsOf(store, of.actor, of.now) };
}
