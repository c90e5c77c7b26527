import { householdPermissions } from "./permissions.ts";
import { z } from "zod";
import { ALIAS_SCHEMES } from "./alias.ts";
import { offerRefusals } from "../catalogue/api.ts";
import { code } from "../catalogue/code-api.ts";
import { AREA, HEIGHT } from "../kernel/written-number.ts";
import { endpoint } from "../api/endpoint.ts";
import { shownRows, subjectsOf, type Reads } from "../api/reads.ts";
import {
  id,
  instant,
  line,
  lineOrNone,
  personName,
  phoneText,
  reason,
  rev,
  soughtLine,
} from "../api/fields.ts";
import { areaBetween } from "../api/unit-fields.ts";

/** HTTP status of each refusal of this domain. */
export const householdsRefusals = {
  "phone-unknown": 422,
  "unit-unknown": 422,
  "address-taken": 409,
  "person-unknown": 404,
  "people-full": 422,
  "area-wrong": 422,
  "season-unknown": 422,
  "holder-same": 422,
  "transfer-in-future": 422,
  "transfer-not-later": 422,
  "alias-wrong": 422,
  "alias-taken": 409,
  "aliases-full": 422,
  "alias-unknown": 404,
  "spaces-same": 422,
  "contract-active": 409,
  "contract-ended": 409,
} as const;

const byId = z.strictObject({ id });
const relation = z.enum(["owner", "tenant", "family", "contact"]);
const phones = z.array(phoneText).max(6);
const areaMilli = areaBetween(AREA.min, AREA.max);

const address = z.strictObject({
  district: line(30),
  community: line(40),
  building: line(20),
  unit: lineOrNone(20),
  room: line(20),
});

export const space = z.strictObject({
  id,
  label: line(30),
  buildingAreaMilli: areaMilli,
  innerAreaMilli: areaMilli,
  usableAreaMilli: areaMilli,
  billingAreaMilli: areaMilli,
  storeyHeightMm: z.int().min(HEIGHT.min).max(HEIGHT.max),
  priceClass: code,
  houseType: code.optional(),
  settlement: z.enum(["area", "meter", "two-part"]),
});
/** A campus has hundreds; so many fit into a request with room to spare. */
export const SPACES_MAX = 300;
export const spaces = z.array(space).min(1).max(SPACES_MAX);

/** Answers repeat what is stored; their bounds were checked on the way in. */
const storedPerson = z.strictObject({
  id: z.string(),
  name: z.string(),
  relation,
  phones: z.array(z.string()),
});

const formerHolder = z.strictObject({
  name: z.string(),
  customerId: z.string().optional(),
  until: z.string(),
  evidence: z.string(),
  reason: z.string(),
  at: instant,
  byName: z.string(),
});

/** A household as every endpoint answers it: without what it is searched by. */
export const household = z.object({
  id: z.string(),
  rev,
  number: z.string(),
  name: z.string(),
  customerId: z.string().optional(),
  people: z.array(storedPerson),
  formerPeople: z.array(storedPerson).optional(),
  phones: z.array(z.string()),
  address: z.object({
    district: z.string(),
    community: z.string(),
    building: z.string(),
    unit: z.string(),
    room: z.string(),
  }),
  place: z.object({
    branchId: z.string(),
    stationId: z.string(),
    buildingId: z.string(),
    unitId: z.string(),
  }),
  spaces: z.array(space),
  formerHolders: z.array(formerHolder).readonly(),
  aliases: z.array(z.strictObject({ scheme: z.enum(ALIAS_SCHEMES), number: z.string() })),
});
export type HouseholdAnswer = z.output<typeof household>;

export const readsHousehold: Reads<unknown, unknown, unknown, typeof household> = {
  what: "household",
  of: ({ answer }) => subjectsOf("households", [answer.id]),
};

/** Of what hangs on a household: it is the one that the path names. */
export const readsNamedHousehold: Reads<z.ZodType<{ readonly id: string }>> = {
  what: "household",
  of: ({ params }) => subjectsOf("households", [params.id]),
};

const householdHit = z.strictObject({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  address: z.string(),
  phones: z.array(z.string()),
  branchId: z.string(),
});
export type HouseholdHit = z.output<typeof householdHit>;

export const searchHouseholds = endpoint({
  name: "households.search",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/households/search",
  permit: householdPermissions.read,
  summary: "As one types: number, name, pinyin, phone or address; all words must match",
  body: z.strictObject({
    q: soughtLine(80),
    limit: z.int().min(1).max(20).default(20),
  }),
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) => shownRows("households", answer.rows),
  },
  /** `more`: there are others; a further word narrows it. `near`: none is just as it was typed. */
  answer: z.strictObject({ rows: z.array(householdHit), more: z.boolean(), near: z.boolean() }),
  refusals: ["search-unavailable"],
});

export const householdsByPhone = endpoint({
  name: "households.by-phone",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/households/by-phone",
  permit: householdPermissions.read,
  summary: "Whose number this is, for callers",
  body: z.strictObject({ phone: phoneText }),
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) => shownRows("households", answer),
  },
  answer: z.array(householdHit),
  refusals: [],
});

export const householdByNumber = endpoint({
  name: "households.by-number",
  method: "get",
  path: "/api/households/by-number/:number",
  permit: householdPermissions.read,
  summary: "One household by its number, or by an alias: a legacy number, a card, a meter …",
  params: z.strictObject({ number: line(20) }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found"],
});

export const householdById = endpoint({
  name: "households.get",
  method: "get",
  path: "/api/households/:id",
  permit: householdPermissions.read,
  summary: "One household by its id",
  params: byId,
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found"],
});

export const registerHousehold = endpoint({
  name: "households.register",
  method: "post",
  path: "/api/households",
  permit: householdPermissions.write,
  summary: "A new household with the next number",
  body: z.strictObject({
    name: personName,
    address,
    unitId: id,
    people: z.array(z.strictObject({ name: personName, relation, phones })).max(20),
    spaces,
  }),
  reads: readsHousehold,
  answer: household,
  refusals: ["unit-unknown", "phone-unknown", "area-wrong", ...offerRefusals, "address-taken"],
});

export const renameHousehold = endpoint({
  name: "households.rename",
  method: "post",
  path: "/api/households/:id/name",
  permit: householdPermissions.write,
  summary: "Corrects the name that the household is kept under",
  params: byId,
  body: z.strictObject({ rev, name: personName, reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found"],
});

export const correctAddress = endpoint({
  name: "households.correct-address",
  method: "post",
  path: "/api/households/:id/address",
  permit: householdPermissions.write,
  summary: "Corrects address and place",
  params: byId,
  body: z.strictObject({ rev, address, unitId: id, reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "unit-unknown", "address-taken"],
});

export const addPerson = endpoint({
  name: "households.add-person",
  method: "post",
  path: "/api/households/:id/people",
  permit: householdPermissions.write,
  summary: "Adds a person; undone by removing",
  params: byId,
  body: z.strictObject({ rev, name: personName, relation, phones }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "phone-unknown", "people-full"],
});

const onePerson = z.strictObject({ id, personId: id });

export const changePerson = endpoint({
  name: "households.change-person",
  method: "post",
  path: "/api/households/:id/people/:personId",
  permit: householdPermissions.write,
  summary: "Name, relation and phones of a person",
  params: onePerson,
  body: z.strictObject({ rev, name: personName, relation, phones }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "person-unknown", "phone-unknown"],
});

export const removePerson = endpoint({
  name: "households.remove-person",
  method: "post",
  path: "/api/households/:id/people/:personId/remove",
  permit: householdPermissions.write,
  summary: "Removes a person; undone by restoring",
  params: onePerson,
  body: z.strictObject({ rev, reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "person-unknown"],
});

export const restorePerson = endpoint({
  name: "households.restore-person",
  method: "post",
  path: "/api/households/:id/people/:personId/restore",
  permit: householdPermissions.write,
  summary: "The inverse of removing",
  params: onePerson,
  body: z.strictObject({ rev, reason }),
  reads: readsHousehold,
  answer: household,
  refusals: ["not-found", "person-unknown", "people-full"],
});
