import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { transition } from "@warmline/shared/cases/machine.ts";
import { isSurelyOf } from "@warmline/shared/incidents/kinds.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { earliest, instantOf, later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { findAll } from "@warmline/server/platform/stores/find-pages.ts";
import { declareIncident } from "@warmline/server/domains/incidents/declare-incident.ts";
import { placesOf } from "@warmline/server/domains/incidents/homes.ts";
import {
  beginRepair,
  confirm,
  expectReturn,
  restore,
} from "@warmline/server/domains/incidents/incident-commands.ts";
import { join } from "@warmline/server/domains/incidents/joining-commands.ts";
import { makeStations } from "../buildings.ts";
import type { Acting } from "./act.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WHO = "supervisor";

/** An outage whose end people wait for, with those who reported the cold, and one that is over. */
export async function tellOutages(
  acting: Acting,
  { store }: Pick<Deps, "store">,
  now: Instant,
): Promise<void> {
  const { buildingId, stationId, joining } = await coldest(store);
  await waitedFor(acting, { buildingId, joining }, now);
  const other = makeStations(0).find(({ id }) => id !== stationId);
  assert(other, "a city has more than one station");
  await repaired(acting, other.id, now);
}

interface Cold {
  readonly buildingId: string;
  readonly stationId: string;
  readonly joining: readonly Case[];
}

/** The building with the most open cases of cold flats that may join, the first of several. */
async function coldest(store: Deps["store"]): Promise<Cold> {
  const open = await findAll({ store }, cases, { index: "byOpen", where: { open: true } });
  const cold = open.filter(
    ({ category, state, householdId }) =>
      householdId !== undefined &&
      isSurelyOf("outage", category) &&
      transition(state, "join-incident").ok,
  );
  const placeOf = await placesOf({ store }, cold);
  const byBuilding = Map.groupBy(cold, (one) => placeOf(one)?.buildingId);
  const [most] = [...byBuilding].toSorted(
    ([a = "", some], [b = "", others]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const [first] = most?.[1] ?? [];
  const place = first && placeOf(first);
  assert(most && place, "somebody is cold in the demo city");
  return { ...place, joining: most[1].toSorted((a, b) => (a.number < b.number ? -1 : 1)) };
}

async function waitedFor(
  acting: Acting,
  { buildingId, joining }: Pick<Cold, "buildingId" | "joining">,
  now: Instant,
): Promise<void> {
  const before = (minutes: number) => ({ who: WHO, at: later(now, -minutes * MINUTE_MS) });
  const declared = before(90);
  const { id } = await acting.act(declared, declareIncident, {
    kind: "outage",
    nodeIds: [buildingId],
    description: "楼前供热支管漏水，已关阀，整楼停热",
    cause: "管道老化",
    startedAt: joining.reduce((at, { openedAt }) => earliest(at, openedAt), declared.at),
    suspected: true,
  });
  // Before it is confirmed: from then on a server that is up takes cases in by itself.
  for (const { id: caseId } of joining) await acting.act(before(0), join, { id, caseId });
  await acting.act(before(70), confirm, { id, description: "现场已核实" });
  const returnAt = instantOf(Math.ceil(later(now, 4 * HOUR_MS) / HOUR_MS) * HOUR_MS);
  await acting.act(before(60), expectReturn, { id, returnAt, description: "抢修队已出发" });
}

async function repaired(acting: Acting, stationId: string, now: Instant): Promise<void> {
  const before = (hours: number) => ({ who: WHO, at: later(now, -hours * HOUR_MS) });
  const { id } = await acting.act(before(30), declareIncident, {
    kind: "leak",
    nodeIds: [stationId],
    description: "一次网阀门井漏水",
    cause: "阀门密封损坏",
    startedAt: before(31).at,
    returnAt: before(22).at,
    suspected: false,
  });
  await acting.act(before(29), beginRepair, { id });
  await acting.act(before(23), restore, { id, description: "阀门已更换，供热恢复" });
}
