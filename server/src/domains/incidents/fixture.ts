import { setTimeout as pause } from "node:timers/promises";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import {
  households,
  orgNodes,
  type OrgKind,
  type Place,
} from "@warmline/shared/households/model.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";

/** For tests: two branches, the eastern one with a station of two buildings. */

export const EAST = "branch-east";
export const WEST = "branch-west";
const NODES: readonly (readonly [OrgKind, string, readonly string[]])[] = [
  ["branch", EAST, []],
  ["branch", WEST, []],
  ["station", "station-1", [EAST]],
  ["building", "house-1", [EAST, "station-1"]],
  ["building", "house-2", [EAST, "station-1"]],
  ["unit", "house-1-u1", [EAST, "station-1", "house-1"]],
  ["unit", "house-1-u2", [EAST, "station-1", "house-1"]],
  ["building", "house-9", [WEST, "station-9"]],
];
const east = { branchId: EAST, stationId: "station-1" };
const inHouse1 = { ...east, buildingId: "house-1" };

/** By the last two digits of their number. */
export const HOMES: Readonly<Record<string, Place>> = {
  "11": { ...inHouse1, unitId: "house-1-u1" },
  "12": { ...inHouse1, unitId: "house-1-u1" },
  "13": { ...inHouse1, unitId: "house-1-u2" },
  "21": { ...east, buildingId: "house-2", unitId: "house-2-u1" },
  "91": { branchId: WEST, stationId: "station-9", buildingId: "house-9", unitId: "house-9-u1" },
};

export async function furnish({ store }: Pick<Deps, "store">): Promise<void> {
  const nodes = NODES.map(([kind, id, above]) => {
    const parentId = above.at(-1) ?? null;
    return insert(orgNodes, { id, kind, name: `名${id}`, parentId, path: [...above, id] });
  });
  const homes = Object.entries(HOMES).map(([end, place]) =>
    insert(households, {
      id: `home-${end}`,
      number: `1000000${end}`,
      name: "王秀英",
      people: [],
      phones: [`+86138000000${end}`],
      address: { district: "东", community: "翠湖", building: "1号楼", unit: "1", room: end },
      place,
      spaces: [],
    }),
  );
  await store.commit([...nodes, ...homes]);
}

/** Followers and jobs come after the request; the test's own time limit ends the wait. */
export async function until<T>(
  read: () => Promise<T | null>,
  holds: (value: T) => boolean,
): Promise<T> {
  for (;;) {
    const value = await read();
    if (value !== null && holds(value)) return value;
    await pause(10);
  }
}

export function untilCase(
  { store }: Pick<Deps, "store">,
  id: string,
  holds: (caseRecord: Case) => boolean,
): Promise<Case> {
  return until(() => store.get(cases, id), holds);
}

export async function storedIncident(
  { store }: Pick<Deps, "store">,
  id: string,
): Promise<Incident> {
  const incident = await store.get(incidents, id);
  if (incident === null) throw new Error(`no incident ${id}`);
  return incident;
}
