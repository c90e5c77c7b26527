import { ok, refuse, type Result } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import { CLOCK_KINDS } from "./clock.ts";
import type { Moment } from "./event.ts";
import { isSameTerms, type Policy, type PolicyRow, type Terms } from "./policy.ts";

export const POLICY_STATES = ["proposed", "approved", "declined", "withdrawn"] as const;

/**
 * One version of the policy, from when it was proposed; its id is its number. Once approved it
 * holds for the clocks that begin from then on, until the next one is; its rows are never changed.
 */
export interface PolicyVersion extends Stored, Policy {
  readonly state: (typeof POLICY_STATES)[number];
  readonly reason: string;
  readonly at: Instant;
  readonly actorId: string;
  readonly actorName: string;
  readonly decidedAt?: Instant;
  /** Who approved, declined or withdrew it. */
  readonly decidedBy?: string;
}

export const policyVersions = collection<PolicyVersion>("policyVersions", {
  indexes: { byState: ["state", "version"], byVersion: ["version"] },
});

const keyOf = ({ category, urgency, phase }: PolicyRow) => `${category}/${urgency}/${phase}`;

/** In order of precedence. */
export type PolicyRefusal = "policy-pending" | "policy-moved" | "policy-same" | "terms-disordered";

export interface Proposal {
  /** The version that held when it was made. */
  readonly base: number;
  /** What is to be otherwise; the other rows stay. */
  readonly changes: readonly PolicyRow[];
  readonly reason: string;
}

/**
 * A new version out of the one that holds. Refusals, in this order: `policy-pending` while another
 * one waits, `policy-moved` where another version holds by now, `policy-same`, `terms-disordered`
 * where something is due later than the case itself.
 */
export function proposePolicy(
  {
    holding,
    waiting,
    last,
  }: {
    readonly holding: Policy;
    readonly waiting: Policy | undefined;
    /** The highest number that was ever given. */
    readonly last: number;
  },
  { base, changes, reason }: Proposal,
  { at, actor }: Moment,
): Result<Body<PolicyVersion>, PolicyRefusal> {
  if (waiting !== undefined) return refuse("policy-pending", { version: waiting.version });
  if (holding.version !== base) return refuse("policy-moved", { version: holding.version });
  const changed = new Map(changes.map((row) => [keyOf(row), row]));
  const rows = holding.rows.map((row) => changed.get(keyOf(row)) ?? row);
  if (rows.every((row, place) => isSameTerms(row.terms, holding.rows[place]!.terms))) {
    return refuse("policy-same");
  }
  if (changes.some(({ terms }) => isDisordered(terms))) return refuse("terms-disordered");
  const version = last + 1;
  const by = { at, actorId: actor.id, actorName: actor.name };
  return ok({ id: String(version), version, rows, state: "proposed", reason, ...by });
}

/** Hours of the office and of the clock cannot be compared without a calendar. */
function isDisordered(terms: Terms): boolean {
  const { resolve } = terms;
  return CLOCK_KINDS.some((kind) => {
    const allowed = terms[kind];
    return allowed !== undefined && allowed.by === resolve.by && allowed.minutes > resolve.minutes;
  });
}

/**
 * Another person than proposed it approves or declines it. Refusals, in this order:
 * `policy-decided`, `own-policy`.
 */
export function settlePolicy(
  version: PolicyVersion,
  decision: "approved" | "declined",
  moment: Moment,
): Result<PolicyVersion, "policy-decided" | "own-policy"> {
  if (version.state !== "proposed") return refuse("policy-decided");
  if (version.actorId === moment.actor.id) return refuse("own-policy");
  return ok(decided(version, decision, moment));
}

/** Taken back by whoever proposed it. Refusals, in this order: `policy-decided`, `not-yours`. */
export function withdrawPolicy(
  version: PolicyVersion,
  moment: Moment,
): Result<PolicyVersion, "policy-decided" | "not-yours"> {
  if (version.state !== "proposed") return refuse("policy-decided");
  if (version.actorId !== moment.actor.id) return refuse("not-yours");
  return ok(decided(version, "withdrawn", moment));
}

function decided(
  version: PolicyVersion,
  state: PolicyVersion["state"],
  { at, actor }: Moment,
): PolicyVersion {
  return { ...version, state, decidedAt: at, decidedBy: actor.name };
}
