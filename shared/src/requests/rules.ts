import type { Actor } from "../access/actor.ts";
import { permits, type Permission } from "../access/permission.ts";
import { cityWide, within } from "../access/scope.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { isPending, type ApprovalRequest, type Step } from "./model.ts";

export type OpenCode = "request-settled" | "request-expired";

/** Refusals, in this order: `request-settled`, `request-expired`. */
export function stillOpen(
  request: Pick<ApprovalRequest, "state" | "expiresAt">,
  now: Instant,
): Result<true, OpenCode> {
  if (request.state !== "pending") return refuse("request-settled");
  return isPending(request, now) ? ok(true) : refuse("request-expired");
}

/** The step that waits to be decided; undefined: none. */
export function openStep({ steps }: Pick<ApprovalRequest, "steps">): Step | undefined {
  return steps.find(({ decision }) => decision === undefined);
}

export type DecideCode = "own-request" | "own-concern" | "decided-already" | "not-your-step";

/** What the step that waits needs, and what whoever decides it must not hold. */
export interface StepRights {
  readonly permission: Permission | undefined;
  readonly apart?: readonly Permission[];
}

/**
 * Whether somebody may decide the step that waits, and by whose right: their own, or that of one
 * who delegated it to them. Maker and approvers are different people, and nobody decides what
 * concerns themselves or would give them more (maker–checker; 不相容岗位相分离), nor does anybody in
 * their place. Refusals, in this order: `own-request`, `own-concern`, `decided-already` (an earlier
 * step), `not-your-step` (not their permission, or not their place).
 */
export function refuseDecision(
  actor: Actor,
  request: ApprovalRequest,
  { permission, apart = [] }: StepRights,
  standsInFor: readonly Actor[] = [],
): Result<Actor, DecideCode> {
  const gains = (one: Actor) => apart.some((right) => permits(one, right));
  if (request.makerId === actor.id) return refuse("own-request");
  if (request.concerns.includes(actor.id) || gains(actor)) return refuse("own-concern");
  if (hasDecided(request, actor)) return refuse("decided-already");
  const holder = [actor, ...standsInFor].find(
    (one) =>
      permission !== undefined &&
      permits(one, permission) &&
      covers(one, request.place) &&
      !gains(one) &&
      one.id !== request.makerId &&
      !request.concerns.includes(one.id) &&
      !hasDecided(request, one),
  );
  return holder === undefined ? refuse("not-your-step") : ok(holder);
}

function hasDecided({ steps }: ApprovalRequest, { id }: Actor): boolean {
  return steps.some(({ by, insteadOf }) => by === id || insteadOf === id);
}

function covers(actor: Actor, place: ApprovalRequest["place"]): boolean {
  return place === "city" ? cityWide(actor) : within(actor, place);
}

/**
 * 可见: whoever asked, whoever may decide any of its steps where it belongs, be it in another's
 * place, and who sees all. Whom one stands in for gives no more than that: not what they asked for.
 */
export function maySee(
  actor: Actor,
  standsInFor: readonly Actor[],
  request: ApprovalRequest,
  { steps, all }: { readonly steps: readonly Permission[]; readonly all: Permission },
): boolean {
  if (request.makerId === actor.id) return true;
  if (permits(actor, all) && covers(actor, request.place)) return true;
  return [actor, ...standsInFor].some(
    (one) => steps.some((permission) => permits(one, permission)) && covers(one, request.place),
  );
}
