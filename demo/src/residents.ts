import { households } from "@warmline/shared/households/model.ts";
import { kioskHome, kioskLookup, kioskNumber, kioskReport } from "@warmline/shared/kiosk/api.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import type { Client } from "./client.ts";
import type { Draw } from "./draw.ts";
import { householdId } from "./household.ts";
import { reportedPhrase } from "./phrases.ts";

/** More do not come in: the line is long enough to look at. */
const WAITING_MAX = 9;

const WANTED = [
  [50, "A"],
  [14, "B"],
  [10, "C"],
  [26, "D"],
] as const;

const FAULTS = [
  [60, "not-warm"],
  [18, "leak"],
  [8, "no-heat-building"],
  [14, "fee-question"],
] as const;

/** At a kiosk: its connection, and what makes keys that were not used before. */
export interface AtKiosk {
  readonly client: Client;
  readonly draw: Draw;
  readonly ids: Deps["ids"];
}

/** Somebody comes in, presses a service and takes the slip. */
export async function takeNumber({ client, draw, ids }: AtKiosk): Promise<void> {
  const home = await client.call(kioskHome);
  if (!home.ok) return;
  const { services } = home.value;
  if (services.reduce((sum, { waiting }) => sum + waiting, 0) >= WAITING_MAX) return;
  const wanted = draw.weighted(WANTED);
  const service = services.find(({ series }) => series === wanted);
  if (service === undefined) return;
  const priority = draw.chance(0.15) ? "senior" : "normal";
  await client.call(kioskNumber, { key: ids.next(), body: { serviceId: service.id, priority } });
}

/** Somebody looks the own household up, as the kiosk asks, and says what is wrong. */
export async function reportFault(
  { store }: Pick<Deps, "store">,
  { client, draw, ids }: AtKiosk,
  householdCount: number,
): Promise<void> {
  // What a resident knows: the own number and phone.
  const household = await store.get(households, householdId(draw.between(0, householdCount - 1)));
  const phone = household?.phones[0];
  if (household === null || phone === undefined) return;
  const found = await client.call(kioskLookup, {
    body: { by: "number", value: household.number, digits: phone.slice(-4) },
  });
  if (!found.ok) return;
  const category = draw.weighted(FAULTS);
  await client.call(kioskReport, {
    key: ids.next(),
    body: {
      category,
      severe: draw.chance(0.1),
      description: reportedPhrase(category, draw),
      phone,
      grant: found.value.grant,
    },
  });
}
