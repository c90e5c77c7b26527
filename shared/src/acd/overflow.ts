import type { StaffActor } from "../access/actor.ts";
import { permits } from "../access/permission.ts";
import { branchOf, cityWide } from "../access/scope.ts";
import type { Agent, Overflow, QueuedCall } from "./model.ts";
import { acdPermissions } from "./permissions.ts";

/**
 * 溢出座席: as what somebody takes calls, by their roles and scope alone. Undefined: as an agent of
 * the hotline, which is whoever has that role for the whole city.
 */
export function overflowOf(actor: StaffActor): Overflow | undefined {
  if (cityWide(actor) && permits(actor, acdPermissions.hotline)) return undefined;
  const branchId = branchOf(actor);
  return branchId === undefined ? {} : { branchId };
}

/**
 * Whether the call may be theirs, and be shown to them. Whoever serves one branch has callers who
 * were recognised there, and those whom nobody knows.
 */
export function mayHave(
  { overflow }: Pick<Agent, "overflow">,
  { branchIds = [] }: Pick<QueuedCall, "branchIds">,
): boolean {
  const { branchId } = overflow ?? {};
  return branchId === undefined || branchIds.length === 0 || branchIds.includes(branchId);
}

/** Whether they signed on as what they still are; roles and scope may have changed since. */
export function isStill(actor: StaffActor, { overflow }: Pick<Agent, "overflow">): boolean {
  const now = overflowOf(actor);
  const same = (now === undefined) === (overflow === undefined);
  return permits(actor, acdPermissions.serve) && same && now?.branchId === overflow?.branchId;
}
