import { households } from "@warmline/shared/households/model.ts";
import { takesIn } from "@warmline/shared/incidents/joining.ts";
import { expectedReturn } from "@warmline/shared/incidents/model.ts";
import type { KioskOutage } from "@warmline/shared/kiosk/api.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { openIncidentsAt } from "../../domains/incidents/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { readGrant, type GivenGrant } from "./grants.ts";

/**
 * What is known to leave the proven household cold, so that it is told before it reports; what is
 * only suspected is not for residents. Refusal: `grant-expired`.
 */
export async function outages(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { actor }: Pick<Caller, "actor">,
  given: GivenGrant,
): Promise<Result<{ outages: KioskOutage[] }, "grant-expired">> {
  const granted = await readGrant(store, given, { at: clock.now(), actor });
  if (!granted.ok) return granted;
  const household = await store.get(households, granted.value ?? "");
  const around = household === null ? [] : await openIncidentsAt({ store }, household.place);
  const known = around.filter(takesIn).map((incident) => {
    const { id, kind, startedAt, areas } = incident;
    const places = areas.map(({ name }) => name).join("、");
    return { id, kind, places, startedAt, returnAt: expectedReturn(incident) };
  });
  return ok({ outages: known });
}
