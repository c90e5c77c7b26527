import type { KnownHousehold } from "@warmline/bots/core/event.ts";
import { maskName } from "@warmline/shared/households/mask.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { lineOf } from "@warmline/shared/households/phone.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** A phone that so many households share is nobody's. */
const SHARED_MAX = 50;
const TAIL = 2;

/** What may be told of it before a second factor: the name masked, the door by its last places. */
export function knownHousehold({ id, name, address }: Household): KnownHousehold {
  const { community, building, room } = address;
  const roomTail = room.slice(-TAIL);
  return { id, name: maskName(name), building: `${community}${building}`, roomTail };
}

/** 已绑定的户; one that is gone meanwhile is left out. */
export async function householdsWith(
  reads: Pick<Reads, "get">,
  ids: readonly string[],
): Promise<Household[]> {
  const found = await Promise.all(ids.map((id) => reads.get(households, id)));
  return found.filter((one) => one !== null);
}

/** Those on whose file the caller's number is. */
export async function householdsOf(
  reads: Pick<Reads, "find">,
  phone: string | undefined,
): Promise<Household[]> {
  if (phone === undefined) return [];
  const where = { phones: lineOf(phone) };
  const found = await reads.find(households, { index: "byPhone", where, limit: SHARED_MAX });
  return found.length === SHARED_MAX ? [] : found;
}
