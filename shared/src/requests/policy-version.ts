import { sameContent } from "../kernel/canonical.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { ApprovalPolicy, PolicyTerms } from "./policy.ts";

/** A version that took the place of the program's own, its id `<name>/<version>`. Never changed. */
export interface PolicyVersion extends ApprovalPolicy, Stored {
  readonly reason: string;
  readonly at: Instant;
  readonly byName: string;
  /** By which it was approved; none of what programs on the machine set. */
  readonly requestId?: string;
}

export const approvalPolicies = collection<PolicyVersion>("approvalPolicies", {
  indexes: { byName: ["name", "version"] },
  appendOnly: true,
});

export type PolicyCode = "approval-rule-same" | "approval-rule-wrong" | "too-few-approvers";

/** Within what a rule may be changed. */
export interface PolicyBounds {
  /** Version 1: where it lets nobody do anything alone, the command itself asks for approval. */
  readonly seed: ApprovalPolicy;
  /** The permissions that its steps may name. */
  readonly approvers: readonly string[];
  /** How many active people hold a permission. */
  readonly holders: (permission: string) => number;
}

/**
 * Whether a rule may become what is asked for. Refusals, in this order: `approval-rule-same`,
 * `approval-rule-wrong` (a step that nobody could be named for, amounts out of order, something
 * alone where nothing may be), `too-few-approvers` (whoever asks decides no step, and nobody two).
 * Null: it may.
 */
export function refusePolicy(
  holding: ApprovalPolicy,
  terms: PolicyTerms,
  bounds: PolicyBounds,
): Refusal<PolicyCode> | null {
  if (sameContent(termsOf(holding), termsOf(terms))) return refuse("approval-rule-same");
  if (!isSound(terms, bounds)) return refuse("approval-rule-wrong");
  const named = terms.steps.map(({ permission }) => permission);
  const enough = named.every((one) => {
    return bounds.holders(one) > named.filter((other) => other === one).length;
  });
  return enough ? null : refuse("too-few-approvers");
}

function isSound({ alone, steps }: PolicyTerms, { seed, approvers }: PolicyBounds): boolean {
  const limits = alone === null || (seed.alone !== null && alone.eachFen <= alone.dayFen);
  const amounts = steps.map(({ overFen }) => overFen);
  const ordered = amounts[0] === 0 && amounts.every((one, at) => one >= (amounts[at - 1] ?? 0));
  return limits && ordered && steps.every(({ permission }) => approvers.includes(permission));
}

export function termsOf({ alone, steps, days }: PolicyTerms): PolicyTerms {
  return { alone, steps, days };
}
