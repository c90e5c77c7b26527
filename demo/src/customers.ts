import { claimId } from "@warmline/server/domains/households/customer-claims.ts";
import {
  customers,
  factsOf,
  identityClaims,
  withFacts,
  type Customer,
  type CustomerFacts,
} from "@warmline/shared/households/customer.ts";
import { creditCheck, residentCheck } from "@warmline/shared/households/identity-number.ts";
import { addDays, cityDate, EPOCH, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { roomsOf, type Building, type Room } from "./buildings.ts";
import { drawFor } from "./draw.ts";
import { personName, shopName } from "./names.ts";

/**
 * No region has this code (GB/T 2260): numbers that every check takes and nobody bears, so that no
 * person's number ever stands in a demo.
 */
const REGION = "999999";
/** Of as many buildings, one of each kind has customers. */
const CYCLE = 12;
const DORMITORY = 6;
const LET_FLATS = 4;

/** Who holds a room as a customer that is known. */
export interface Holder {
  readonly id: string;
  readonly name: string;
}

export interface Holders {
  readonly customers: readonly Body<Customer>[];
  of(room: Room): Holder | undefined;
}

/**
 * The customers of a building, as there are everywhere: a landlord with several flats, a school
 * with a dormitory, a mall, shops of their own. All are behind the first staircase; what is made up
 * elsewhere about the first households of a city stays as plain as it is.
 */
export function makeHolders(seed: number, building: Building, at: Instant): Holders {
  const number = Number(building.id.slice("building-".length));
  const groups = holdersOf(seed, building, number)
    .filter(({ rooms }) => rooms.length > 0)
    .map(({ facts, rooms }, order) => ({ customer: made(number * 10 + order, facts, at), rooms }));
  const holders = new Map(
    groups.flatMap(({ customer, rooms }) =>
      rooms.map((room) => [keyOf(room), { id: customer.id, name: factsOf(customer).name }]),
    ),
  );
  return {
    customers: groups.map(({ customer }) => customer),
    of: (room) => holders.get(keyOf(room)),
  };
}

interface Group {
  readonly facts: CustomerFacts;
  readonly rooms: readonly Room[];
}

function holdersOf(seed: number, building: Building, number: number): Group[] {
  const behind = [...roomsOf(seed, building)].filter(({ unit }) => unit > 1);
  const homes = behind.filter(({ shop }) => !shop);
  const shops = behind.filter(({ shop }) => shop);
  const { community, id } = building;
  switch (number % CYCLE) {
    case 1:
      return [{ facts: landlord(seed, number), rooms: homes.slice(0, LET_FLATS) }];
    case 2: {
      const facts = organisation(`${community}小学`, number * 10);
      return [{ facts, rooms: homes.slice(0, DORMITORY) }];
    }
    case 3:
      return [{ facts: organisation(`${community}商业管理有限公司`, number * 10), rooms: shops }];
    case 4:
      return shops.map((shop, order) => {
        const name = shopName(drawFor(seed, `shop ${id} ${order}`));
        return { facts: organisation(name, number * 10 + order), rooms: [shop] };
      });
    default:
      return [];
  }
}

export function customerWrites(all: readonly Body<Customer>[]): Write[] {
  return all.flatMap((customer) => {
    const { identity } = factsOf(customer);
    const claim = identity && { id: claimId(identity), customerId: customer.id };
    return [insert(customers, customer), ...(claim ? [insert(identityClaims, claim)] : [])];
  });
}

function keyOf({ unit, room }: Room): string {
  return `${unit}/${room}`;
}

function made(number: number, facts: CustomerFacts, at: Instant): Body<Customer> {
  const id = `customer-${String(number).padStart(7, "0")}`;
  return withFacts({ id, versions: [] }, { facts, at, byName: "演示城市" });
}

/** Of the first landlord's birth: each is born on another day, so that no number comes twice. */
const FIRST_DAY = cityDate(EPOCH);

function landlord(seed: number, number: number): CustomerFacts {
  const born = addDays(FIRST_DAY, number).replaceAll("-", "");
  const digits = `${REGION}${born}001`;
  const name = personName(drawFor(seed, `landlord ${number}`));
  return {
    kind: "person",
    name,
    phones: [],
    identity: { kind: "resident-id", number: `${digits}${residentCheck(digits)}` },
    invoice: { title: name },
  };
}
function organisation(name: string, number: number): CustomerFacts {
  const characters = `91${REGION}MAD${String(number).padStart(6, "0")}`;
  const code = `${characters}${creditCheck(characters)}`;
  return {
    kind: "organisation",
    name,
    phones: [],
    identity: { kind: "credit-code", number: code },
    invoice: { title: name, taxNumber: code, bank: "演示银行" },
  };
}
