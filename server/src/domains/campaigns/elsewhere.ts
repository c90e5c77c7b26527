import { campaigns } from "@warmline/shared/campaigns/model.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** One after the other; more were never of one incident. */
const CAMPAIGNS_MAX = 200;

/** Whether another campaign rings the people of the incident, or is about to. Guarded. */
export async function goesOnElsewhere(
  { find }: Pick<Reads, "find">,
  incidentId: string,
  thisId?: string,
): Promise<boolean> {
  const query = { index: "byIncident", where: { incidentId }, limit: CAMPAIGNS_MAX };
  const found = await find(campaigns, query);
  return found.some(
    ({ id, state }) => id !== thisId && (state === "running" || state === "paused"),
  );
}
