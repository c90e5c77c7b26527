import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { requests, type ApprovalRequest, type Step } from "@warmline/shared/requests/model.ts";
import { openStep } from "@warmline/shared/requests/rules.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Registry } from "./registry.ts";
import { isSeen } from "./rows.ts";

export interface OneRequest {
  readonly id: string;
  /** The revision of the request that the person saw. */
  readonly rev: number;
}

/** A request that somebody is about to settle. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function loadRequest<C extends string>(
  reads: Reads,
  { id }: Pick<OneRequest, "id">,
  { actor, at: now, registry }: Moment & { readonly registry: Registry },
): Promise<Result<{ readonly request: ApprovalRequest }, "not-found" | "out-of-scope" | C>> {
  const request = await reads.get(requests, id);
  if (request === null) return refuse("not-found");
  return isSeen(request, { actor, registry, now }) ? ok({ request }) : refuse("out-of-scope");
}

export function seenRequest(
  { request }: { readonly request: ApprovalRequest },
  { rev }: OneRequest,
) {
  return { seen: rev, now: request.rev, subject: `requests/${request.id}` };
}

/** The request with somebody's say on the step that waits. */
export function withSay(
  request: ApprovalRequest,
  { decision, words }: Pick<Step, "decision"> & { readonly words: string | undefined },
  { actor, at }: Moment,
): ApprovalRequest {
  const waiting = openStep(request);
  const say = {
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
