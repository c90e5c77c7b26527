import { assert } from "@warmline/shared/kernel/assert.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { cityDate, later, type Instant } from "@warmline/shared/kernel/time.ts";
import { households } from "@warmline/shared/households/model.ts";
import { premises, spacesOnFile } from "@warmline/shared/households/premise.ts";
import { askReversal } from "@warmline/server/domains/ledger/reversal-request.ts";
import { askSpaces } from "@warmline/server/domains/ledger/space-request.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Acting } from "./act.ts";

const HOUR_MS = 3_600_000;
/** Found beside what was on file. */
const MORE_MILLI = 5_200;

export interface Wanted {
  /** Whose heated area turned out to be larger. */
  readonly householdId: string;
  /** The payment that was for another household. */
  readonly entryId: string;
}

/** What waits for its approval: an area change, and a reversal. */
export async function askForApprovals(
  acting: Acting,
  { store }: Pick<Deps, "store">,
  { householdId, entryId }: Wanted,
  now: Instant,
): Promise<void> {
  const [household, premise] = await Promise.all([
    store.get(households, householdId),
    store.get(premises, householdId),
  ]);
  assert(household && premise, "each household has its premise");
  const [first, ...others] = spacesOnFile(premise).spaces;
  assert(first, "something is heated there");
  const larger = {
    ...first,
    buildingAreaMilli: areaMilli(first.buildingAreaMilli + MORE_MILLI),
    billingAreaMilli: areaMilli(first.billingAreaMilli + MORE_MILLI),
  };
  const hall = { who: "cashier-xicheng2", at: later(now, -3 * HOUR_MS) };
  await acting.act(hall, askSpaces, {
    id: householdId,
    rev: household.rev,
    from: cityDate(now),
    spaces: [larger, ...others],
    basis: "survey",
    evidence: "现场测量单 CL-0117",
    reason: "阳台封闭后并入采暖面积",
  });
  const manager = { who: "manager-xicheng", at: later(now, -2 * HOUR_MS) };
  await acting.act(manager, askReversal, { id: entryId, reason: "收错户，用户持票据来厅核对" });
}
