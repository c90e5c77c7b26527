import { households } from "@warmline/shared/households/model.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Carrier } from "./carrier/carrier.ts";
import type { Draw } from "./draw.ts";
import { householdId } from "./household.ts";
import { reportedPhrase } from "./phrases.ts";

const MATTERS = [
  [60, "not-warm"],
  [20, "leak"],
  [20, "fee-question"],
] as const;

/** So many questions are answered with the first that is offered; then they hang up. */
const TURNS = 5;

/** Somebody calls from home and says what is wrong; some ask for a person first. */
export async function callHotline(
  { store }: Pick<Deps, "store">,
  carrier: Carrier,
  draw: Draw,
  householdCount: number,
): Promise<void> {
  const household = await store.get(households, householdId(draw.between(0, householdCount - 1)));
  const [phone] = household?.phones ?? [];
  const { id } = await carrier.dial(phone === undefined || draw.chance(0.1) ? "anonymous" : phone);
  if (draw.chance(0.15)) await carrier.tell(id, { event: "keys", text: "0" });
  const text = reportedPhrase(draw.weighted(MATTERS), draw);
  await carrier.tell(id, { event: "said", text });
  for (let turn = 0; turn < TURNS; turn += 1) await carrier.tell(id, { event: "keys", text: "1" });
  await carrier.tell(id, { event: "hang-up" });
}
