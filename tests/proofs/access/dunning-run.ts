import type { TestServer } from "@warmline/server/testing.ts";
import { dunningMessages, dunningRuns, messageIdOf } from "@warmline/shared/dunningruns/model.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** A preview of reminders of this household's branch, which leaves the household out. */
export async function dunningRun(
  { deps }: TestServer,
  { id: householdId, number, place: { branchId } }: Household,
): Promise<string> {
  const id = `dunning-${branchId}`;
  const at = deps.clock.now();
  const run = {
    id,
    branchId,
    step: "reminder",
    state: "previewed",
    turn: 1,
    askedAt: at,
    begun: { at, byId: "c", byName: "c" },
    day: cityDate(at),
    words: { zh: "请尽快缴纳", en: "Please pay" },
    looked: { accounts: 1, of: 1 },
  } as const;
  const message = {
    id: messageIdOf(id, householdId),
    runId: id,
    accountId: householdId,
    householdId,
    number,
    state: "left-out",
    why: "no-mobile",
    amountFen: fen(100),
    itemIds: [],
    since: at,
  } as const;
  await deps.store.commit([insert(dunningRuns, run), insert(dunningMessages, message)]);
  return id;
}
