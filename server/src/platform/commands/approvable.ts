import type { Permission } from "@warmline/shared/access/permission.ts";
import type { Belonging } from "@warmline/shared/access/scope.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { Preview } from "@warmline/shared/requests/preview.ts";
import type { Command, Decision } from "./command.ts";

/**
 * What can be asked for (可申请事项): a command with the rule of who approves it. Asking, each approval
 * and the execution run this very command's `load` and `decide`, with `moment.request` set and the
 * maker as `moment.actor`, so that there is one rule. A domain lists its own in its module.
 */
export interface Approvable<I = never, S = never, V = unknown, C extends string = string> {
  readonly command: Command<I, S, V, C>;
  /** Who may ask, and must still be one of those when it is carried out. */
  readonly ask: Permission;
  readonly policy: ApprovalPolicy;
  /** What the policy's steps may name. */
  readonly approvers: readonly Permission[];
  /** `collection/id` of what it is about: one request of each command waits about it at a time. */
  readonly about: (input: I) => string;
  readonly show: (state: S, input: I, decision: Decision<V>) => Shown;
  /** 密码分持: halves of a secret, one for who asks and one for the last who approves. */
  readonly split?: (state: S, input: I) => Promise<SplitSecret | null>;
}

/** What a decision comes to, for people and for the limits. */
export interface Shown {
  /** The thing as people call it. */
  readonly label: string;
  readonly preview: Preview;
  /** What limits are held against. */
  readonly amountFen: Fen;
  readonly place: Belonging | "city";
  /** Staff whom it concerns. */
  readonly concerns?: readonly string[];
  /** What the preview does not show and must still be so, such as a password's hash. */
  readonly unshown?: string;
}

export interface SplitSecret {
  readonly first: string;
  readonly second: string;
  /** What of it the command needs when it is carried out, by `moment.request.kept`. */
  readonly kept: Readonly<Record<string, unknown>>;
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
