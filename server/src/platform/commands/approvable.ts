import type { Permission } from "@warmline/shared/access/permission.ts";
import type { Belonging } from "@warmline/shared/access/scope.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { Preview, Touched } from "@warmline/shared/requests/preview.ts";
import type { Command, Decision, Moment } from "./command.ts";

/**
 * What can be asked for (可申请事项): a command with the rule of who approves it. Asking, each approval
 * and the execution run this very command's `load` and `decide`, with `moment.request` set and the
 * maker as `moment.actor`, so that there is one rule. A domain lists its own in its module.
 */
export interface Approvable<I = never, S = never, V = unknown, C extends string = string> {
  readonly command: Command<I, S, V, C>;
  /** Who may ask, and must still be one of those when it is carried out. */
  readonly ask: Permission;
  /** Version 1, the program's own: the newest stored version of its name takes its place. */
  readonly policy: ApprovalPolicy;
  /** 固定规则: no request changes it, as whoever could loosen this one could loosen all. */
  readonly fixedPolicy?: true;
  /** What the policy's steps may name. */
  readonly approvers: readonly Permission[];
  /** `collection/id` of what it is about: one request of each command waits about it at a time. */
  readonly about: (input: I) => string;
  /** Refusals that pass by themselves: the request waits, where any other sends it back. */
  readonly notYet?: readonly C[];
  readonly show: (state: S, input: I, decision: Decision<V>) => Shown;
}

/** What a decision comes to, for people and for the limits. */
export interface Shown {
  /** The thing as people call it. */
  readonly label: string;
  readonly preview: Preview;
  /** Of what posts nothing, on how much it bears: told, and in no hash. */
  readonly touches?: readonly Touched[];
  /** What limits are held against. */
  readonly amountFen: Fen;
  readonly place: Belonging | "city";
  /** Staff whom it concerns. */
  readonly concerns?: readonly string[];
  /** Permissions whose holders decide nothing about it: it would give them more. */
  readonly apart?: readonly string[];
}

/** 须审批: whether what nobody does alone was not asked for; programs on the machine need not ask. */
export function needsRequest({ request, actor }: Pick<Moment, "request" | "actor">): boolean {
  return request === undefined && actor.kind !== "system";
}

/** Declares what can be asked for, with its types inferred. */
export function approvable<I, S, V, C extends string>(
  declared: Approvable<I, S, V, C>,
): Approvable<I, S, V, C> {
  return declared;
}

/** Of any kind in one list; each sees only its own input and state. */
export type AnyApprovable = Approvable<unknown, unknown>;

export function anyApprovable<I, S, V, C extends string>(
  one: Approvable<I, S, V, C>,
): AnyApprovable {
  return one as unknown as AnyApprovable;
}
