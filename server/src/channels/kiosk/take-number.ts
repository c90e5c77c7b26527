import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { queueTickets } from "@warmline/shared/hall/model.ts";
import type { Slip } from "@warmline/shared/hall/rows.ts";
import { takeKey, takeNumber, type TakeCode, type TakeInput } from "../../domains/hall/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { readGrant } from "./grants.ts";

export interface KioskTake extends Omit<TakeInput, "householdId"> {
  readonly grant?: string | undefined;
}

/**
 * 取号 at a kiosk. The same key again answers the same slip, also when its grant has run out since:
 * the first answer may have been lost on the way, and a slip says nothing of the household.
 */
export async function takeAtKiosk(
  deps: Deps,
  caller: Caller,
  { grant, ...input }: KioskTake,
): Promise<Result<Slip, TakeCode | "grant-expired">> {
  assert(caller.key, "a number is taken under a key");
  const granted = await readGrant(deps, grant, caller.actor.id);
  if (granted.ok) return takeNumber(deps, caller, { ...input, householdId: granted.value });
  const where = { "take.key": takeKey(caller) };
  const [before] = await deps.store.find(queueTickets, { index: "take", where, limit: 1 });
  if (before?.householdId === undefined) return granted;
  return takeNumber(deps, caller, { ...input, householdId: before.householdId });
}
