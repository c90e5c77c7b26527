import { areaMilli } from "@warmline/shared/kernel/area.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { HOUSEHOLD_BASE_MIN, householdNumber } from "@warmline/shared/households/number.ts";
import { useKeysOf } from "@warmline/shared/households/spaces.ts";
import type { HeatingSpace, Household, Person } from "@warmline/shared/households/model.ts";
import { unitId, type Room } from "./buildings.ts";
import type { Holder } from "./customers.ts";
import { drawFor, type Draw } from "./draw.ts";
import { personName, shopName, surname, givenName } from "./names.ts";

/**
 * 145 and 147 are ranges of data cards: valid numbers that no person answers, so that nobody is
 * ever called by mistake from a demo.
 */
const PHONE_RANGES = ["+86145", "+86147"] as const;
/** Coprime to the size of a range: neighbours get numbers far apart, and none comes twice. */
const PHONE_STEP = 48_271;
const PHONE_RANGE_SIZE = 100_000_000;

/** Everything about the household at a place, from its running count. */
export function makeHousehold(
  seed: number,
  index: number,
  room: Room,
  holder?: Holder,
): Body<Household> {
  const draw = drawFor(seed, `household ${index}`);
  const { building, unit } = room;
  const people = room.shop ? shopkeepers(draw, index) : family(draw, index);
  const named = room.shop ? shopName(draw) : people[0]!.name;
  const found = {
    number: householdNumber(HOUSEHOLD_BASE_MIN + 1 + index),
    name: holder?.name ?? named,
    people,
    phones: people.flatMap(({ phones }) => phones),
    address: {
      district: building.station.branch.district,
      community: building.community,
      building: building.name,
      unit: `${unit}单元`,
      room: room.room,
    },
  };
  const spaces = room.shop ? [shopSpace(draw)] : homeSpaces(draw, room);
  return {
    id: householdId(index),
    ...found,
    ...(holder && { customerId: holder.id }),
    place: {
      branchId: building.station.branch.id,
      stationId: building.station.id,
      buildingId: building.id,
      unitId: unitId(building, unit),
    },
    spaces,
    uses: useKeysOf(spaces),
  };
}

export function householdId(index: number): string {
  return `household-${String(index + 1).padStart(7, "0")}`;
}

function family(draw: Draw, index: number): Person[] {
  const owner = personName(draw);
  const people: Person[] = [
    { id: "p1", name: owner, relation: "owner", phones: [phoneOf(0, index)] },
  ];
  if (draw.chance(0.55)) {
    const name = draw.chance(0.5) ? personName(draw) : owner.slice(0, 1) + givenName(draw);
    people.push({ id: "p2", name, relation: "family", phones: [phoneOf(1, index)] });
  } else if (draw.chance(0.2)) {
    people.push({ id: "p2", name: personName(draw), relation: "tenant", phones: [] });
  }
  return people;
}

function shopkeepers(draw: Draw, index: number): Person[] {
  const name = `${surname(draw)}${givenName(draw)}`;
  return [{ id: "p1", name, relation: "contact", phones: [phoneOf(0, index)] }];
}

function phoneOf(range: 0 | 1, index: number): string {
  const line = (index * PHONE_STEP + 5_023_417) % PHONE_RANGE_SIZE;
  return `${PHONE_RANGES[range]}${String(line).padStart(8, "0")}`;
}

function homeSpaces(draw: Draw, { floor, building }: Room): HeatingSpace[] {
  const hundredths = draw.weighted([
    [3, draw.between(4_200, 6_500)],
    [5, draw.between(6_500, 10_500)],
    [3, draw.between(10_500, 14_800)],
    [1, draw.between(14_800, 22_000)],
  ]);
  const home = space({ id: "s1", label: "住宅", hundredths, height: 2_800, type: "dwelling" });
  const loft = floor === building.floors && floor <= 6 && draw.chance(0.5);
  if (!loft) return [home];
  const above = draw.between(1_800, 4_000);
  return [
    home,
    space({ id: "s2", label: "阁楼", hundredths: above, height: 2_400, type: "dwelling" }),
  ];
}

function shopSpace(draw: Draw): HeatingSpace {
  const hundredths = draw.between(2_600, 21_000);
  return space({ id: "s1", label: "商铺", hundredths, height: 3_000, type: "shop" });
}

/** The price class of each house type that the city has. */
const CLASSES = { dwelling: "residential", shop: "commercial" } as const;

interface SpaceOf {
  readonly id: string;
  readonly label: string;
  /** 1/100 m², as areas stand in title deeds. */
  readonly hundredths: number;
  /** mm. */
  readonly height: number;
  readonly type: keyof typeof CLASSES;
}

/** Charged by building area; inner and usable area are usual shares of it. */
function space({ id, label, hundredths, height, type }: SpaceOf): HeatingSpace {
  const area = hundredths * 10;
  return {
    id,
    label,
    buildingAreaMilli: areaMilli(area),
    innerAreaMilli: areaMilli(Math.round(hundredths * 0.78) * 10),
    usableAreaMilli: areaMilli(Math.round(hundredths * 0.72) * 10),
    billingAreaMilli: areaMilli(area),
    storeyHeightMm: height,
    priceClass: CLASSES[type],
    houseType: type,
    settlement: "area",
  };
}
