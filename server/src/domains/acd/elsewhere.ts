import { counterOn } from "@warmline/shared/hall/counter.ts";
import { counters } from "@warmline/shared/hall/model.ts";
import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { inTalks } from "./monitor-commands.ts";

export type Elsewhere = "monitoring" | "serving-ticket";

/** A person sits at one counter; more would be a fault. */
const COUNTERS_MAX = 10;

/**
 * What keeps somebody from taking calls, held against the commit; null: nothing. Refusals, in this
 * order: `monitoring` (a headset is in one talk), `serving-ticket` (a number is in hand at their
 * counter).
 */
export async function elsewhere(
  reads: Pick<Reads, "find">,
  staffId: string,
  { at }: Pick<Moment, "at">,
): Promise<Refusal<Elsewhere> | null> {
  if ((await inTalks(reads, staffId)).length > 0) return refuse("monitoring");
  const query = { index: "byStaff", where: { staffId }, limit: COUNTERS_MAX };
  const today = cityDate(at);
  const own = (await reads.find(counters, query)).map((counter) => counterOn(today, counter));
  const serves = own.some(({ ticketId }) => ticketId !== undefined);
  return serves ? refuse("serving-ticket") : null;
}
