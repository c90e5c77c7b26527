import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { requests, type ApprovalRequest, type Step } from "@warmline/shared/requests/model.ts";
import { openStep } from "@warmline/shared/requests/rules.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Registry } from "./registry.ts";
import { isSeen, seeingOf, type Settling } from "./rows.ts";

export interface OneRequest {
  readonly id: string;
  /** The revision of the request that the person saw. */
  readonly rev: number;
}

/** Refusals, in this order: `not-found`, `out-of-scope`. */
export async function loadRequest<C extends string = never>(
  reads: Pick<Store, "get" | "getMany" | "find">,
  { id }: Pick<OneRequest, "id">,
  { actor, at: now, registry }: Pick<Moment, "actor" | "at"> & { readonly registry: Registry },
): Promise<Result<Settling, "not-found" | "out-of-scope" | C>> {
  const request = await reads.get(requests, id);
  if (request === null) return refuse("not-found");
  const seeing = await seeingOf(reads, { actor, registry, now });
  return isSeen(request, seeing) ? ok({ request, seeing }) : refuse("out-of-scope");
}

export function seenRequest(
  { request }: { readonly request: ApprovalRequest },
  { rev }: OneRequest,
) {
  return { seen: rev, now: request.rev, subject: `requests/${request.id}` };
}

interface Say {
  readonly decision: NonNullable<Step["decision"]>;
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
    decision,
    ...(words === undefined ? {} : { words }),
  };
  const steps = request.steps.map((step) => (step === waiting ? { ...step, ...say } : step));
  return { ...request, steps };
}

/** It never changes again. */
export function settled(
  request: ApprovalRequest,
  state: ApprovalRequest["state"],
  settledAt: Instant,
  more: Partial<Pick<ApprovalRequest, "steps" | "why" | "whyDetail">> = {},
): Write {
  return replace(requests, request, { ...request, ...more, state, settledAt });
}
