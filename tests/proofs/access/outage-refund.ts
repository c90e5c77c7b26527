import type { TestServer } from "@warmline/server/testing.ts";
import { outageRefunds } from "@warmline/shared/outagerefunds/model.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** What the households of this incident were given up to be refunded. */
export async function outageRefund(
  { deps }: TestServer,
  season: string,
  incidentId: string,
): Promise<string> {
  const id = `refund-${incidentId}`;
  const at = deps.clock.now();
  const refund = {
    id,
    incidentId,
    incidentNumber: "SJ20261101-0001",
    basis: { startedAt: at, restoredAt: at, areas: [] },
    relief: "outage",
    label: "停热退费",
    season,
    state: "dropped",
    askedAt: at,
    begun: { at, byId: "c", byName: "c" },
  } as const;
  await deps.store.commit([insert(outageRefunds, refund)]);
  return id;
}
