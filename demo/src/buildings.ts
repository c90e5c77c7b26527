import { drawFor } from "./draw.ts";
import { communityName } from "./names.ts";
import { BRANCHES, type Branch } from "./places.ts";

/** Of a station in a city of the real size; a small city still has some in each branch. */
const HOUSEHOLDS_PER_STATION = 1_200;
const STATIONS_MIN = 2 * BRANCHES.length;
/** 小区: so many buildings bear one name. */
const BUILDINGS_PER_COMMUNITY = 6;

export interface Station {
  readonly id: string;
  readonly name: string;
  readonly branch: Branch;
}

export interface Building {
  readonly id: string;
  readonly name: string;
  readonly station: Station;
  readonly community: string;
  readonly units: number;
  readonly floors: number;
  readonly roomsPerFloor: number;
}

export interface Room {
  readonly building: Building;
  readonly unit: number;
  readonly floor: number;
  readonly room: string;
  /** Shops are at street level. */
  readonly shop: boolean;
}

export function makeStations(households: number): Station[] {
  const wanted = Math.ceil(households / HOUSEHOLDS_PER_STATION / BRANCHES.length) * BRANCHES.length;
  return Array.from({ length: Math.max(STATIONS_MIN, wanted) }, (_, index) => {
    const branch = BRANCHES[index % BRANCHES.length]!;
    const number = Math.floor(index / BRANCHES.length) + 1;
    return {
      id: `station-${String(index + 1).padStart(4, "0")}`,
      name: `${branch.name.slice(0, 2)}${number}号换热站`,
      branch,
    };
  });
}

/** Buildings without end, one after the other for each station in ticket. */
export function* makeBuildings(seed: number, stations: readonly Station[]): Generator<Building> {
  for (let index = 0; ; index += 1) {
    const station = stations[index % stations.length]!;
    const inStation = Math.floor(index / stations.length);
    const cluster = Math.floor(inStation / BUILDINGS_PER_COMMUNITY);
    const draw = drawFor(seed, `building ${index}`);
    const high = draw.chance(0.35);
    const number = (inStation % BUILDINGS_PER_COMMUNITY) + 1;
    yield {
      id: `building-${String(index + 1).padStart(5, "0")}`,
      name: `${number}号楼`,
      station,
      community: communityOf(seed, station, cluster),
      units: high ? 2 : draw.between(3, 4),
      floors: high ? 18 : 6,
      roomsPerFloor: 2,
    };
  }
}

/** Two communities of one name would be one in an address: phases keep most of them apart. */
function communityOf(seed: number, station: Station, cluster: number): string {
  const name = communityName(drawFor(seed, `community ${station.id} ${cluster}`));
  const phase = Number(station.id.slice("station-".length)) + cluster;
  return phase % 3 === 0 ? name : `${name}${"一二三四五六七八九"[phase % 9]}期`;
}

export function unitId(building: Building, unit: number): string {
  return `${building.id}-u${unit}`;
}

export function* roomsOf(seed: number, building: Building): Generator<Room> {
  const draw = drawFor(seed, `shops ${building.id}`);
  for (let unit = 1; unit <= building.units; unit += 1) {
    for (let floor = 1; floor <= building.floors; floor += 1) {
      for (let place = 1; place <= building.roomsPerFloor; place += 1) {
        const shop = floor === 1 && draw.chance(0.25);
        yield { building, unit, floor, room: `${floor}0${place}`, shop };
      }
    }
  }
}
