import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { requests, type ApprovalRequest, type Step } from "@warmline/shared/requests/model.ts";
import {
  openStep,
  refuseDecision,
  stillOpen,
  type DecideCode,
  type OpenCode,
} from "@warmline/shared/requests/rules.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Registry } from "./registry.ts";
import { isSeen, seeingOf, type Seeing } from "./rows.ts";

export interface OneRequest {
  readonly id: string;
  /** The revision of the request that the person saw. */
  readonly rev: number;
}

/** A request with how the person who is about to settle it sees it. */
export interface Settling {
  readonly request: ApprovalRequest;
  readonly seeing: Seeing;
}

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function loadRequest<C extends string>(
  reads: Reads,
  { id }: Pick<OneRequest, "id">,
  { actor, at: now, registry }: Moment & { readonly registry: Registry },
): Promise<Result<Settling, "not-found" | "out-of-scope" | C>> {
  const request = await reads.get(requests, id);
  if (request === null) return refuse("not-found");
  const seeing = await seeingOf(reads, { actor, registry, now });
  return isSeen(request, seeing) ? ok({ request, seeing }) : refuse("out-of-scope");
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
  return refuseDecision(actor, request, permission, standsInFor);
}

export function seenRequest(
  { request }: { readonly request: ApprovalRequest },
  { rev }: OneRequest,
) {
  return { seen: rev, now: request.rev, subject: `requests/${request.id}` };
}

interface Say extends Pick<Step, "decision"> {
  readonly words: string | undefined;
  readonly holder: Actor;
}

/** The request with somebody's say on the step that waits. */
export function withSay(
  request: ApprovalRequest,
  { decision, words, holder }: Say,
  { actor, at }: Moment,
): ApprovalRequest {
  const waiting = openStep(request);
  const instead =
    holder.id === actor.id ? {} : { insteadOf: holder.id, insteadOfName: holder.name };
  const say = {
    ...instead,
    by: actor.id,
    byName: actor.name,
    at,
    ...(decision === undefined ? {} : { decision }),
    ...(words === undefined ? {} : { words }),
  };
  const steps = request.steps.map((step) => (step === waiting ? { ...step, ...say } : step));
  return { ...request, steps };
}

/** It never changes again; what it kept of a secret goes. */
export function settled(
  request: ApprovalRequest,
  state: ApprovalRequest["state"],
  settledAt: Instant,
  more: Partial<Pick<ApprovalRequest, "steps" | "why">> = {},
): Write {
  const { split: _, ...rest } = request;
  const { steps = rest.steps, why = rest.why } = more;
  const said = why === undefined ? {} : { why };
  return replace(requests, request, { ...rest, steps, ...said, state, settledAt });
}
