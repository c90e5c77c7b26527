import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { ok, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { AnyApprovable, Approvable, Shown } from "../../platform/commands/approvable.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { requestHash } from "../../platform/commands/request-hash.ts";
import { outsideOf } from "../../platform/commands/run-command.ts";
import { actorOf } from "./stand-ins.ts";

/** What a command would do for a request, and how that is told. */
export interface Decided<V> {
  readonly decision: Decision<V>;
  readonly shown: Shown;
  /** Of all that was shown but what was counted: the same hash says that it would do the same. */
  readonly hash: string;
}

/**
 * The command's own rule, for a request; the one way to a preview. Refusals, in this order:
 * `out-of-scope`, those of the command's rule.
 */
export function decideFor<I, S, V, C extends string>(
  of: Approvable<I, S, V, C>,
  { state, input, moment }: { readonly state: S; readonly input: I; readonly moment: Moment },
): Result<Decided<V>, C | "out-of-scope"> {
  const { command } = of;
  const outside = outsideOf(moment.actor, command, state, input);
  if (outside !== null) return outside;
  const decided = command.decide(state, input, moment);
  if (!decided.ok) return decided;
  if ("refusal" in decided.value) return decided.value.refusal;
  const decision = decided.value;
  const shown = of.show(state, input, decision);
  const { touches: _, ...held } = shown;
  return ok({ decision, shown, hash: requestHash(command.name, held) });
}

/** How far a request's command got when it was read and decided anew, as its maker. */
export type Remade = { readonly ok: true; readonly value: Decided<unknown> } | Refusal<string>;

/** Reads all that the command rests on; what it decides is asked for in the rule. */
export async function remake(
  reads: Reads,
  of: AnyApprovable,
  request: ApprovalRequest,
  moment: Moment,
): Promise<() => Remade> {
  const { input } = request;
  const loaded = await of.command.load(reads, input, moment);
  return () => (loaded.ok ? decideFor(of, { state: loaded.value, input, moment }) : loaded);
}

/** As whom a request is carried out: its maker, who must still be one who may ask; null: gone. */
export async function makerOf(
  reads: Reads,
  { ask, command }: AnyApprovable,
  { makerId }: ApprovalRequest,
): Promise<StaffActor | null> {
  const maker = actorOf(await reads.get(staff, makerId));
  if (maker === null) return null;
  const placed = command.scope !== "city" || cityWide(maker);
  return placed && permits(maker, ask) ? maker : null;
}
