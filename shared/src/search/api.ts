import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, id, instant, soughtLine } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import {
  SEARCH_FACETS,
  SEARCH_KINDS,
  SEARCH_LEVELS,
  SOUGHT_MAX,
  type SearchKind,
} from "./kinds.ts";
import { searchPermissions } from "./permissions.ts";

const place = z.int().min(0);

const field = z.strictObject({
  /** `number`, `holder`, `description`: as the kind calls it. */
  name: z.string(),
  /** Of a long text the part around what was found. */
  text: z.string(),
  /** Where in the text, in UTF-16 units, and up to where: what was looked for. */
  marks: z.array(z.tuple([place, place])),
});

const row = z.strictObject({
  id: z.string(),
  fields: z.array(field),
  /** When it was, of what is known by its time: a call, a receipt. */
  at: instant.optional(),
});
export type SearchRow = z.output<typeof row>;

const group = z.strictObject({
  kind: z.enum(SEARCH_KINDS),
  level: z.enum(SEARCH_LEVELS),
  rows: z.array(row),
  /** There are others; a further word narrows it. */
  more: z.boolean(),
});
export type SearchGroup = z.output<typeof group>;

/** In which collection what is found of people is kept, for the access log. */
const KEPT_IN: Readonly<Partial<Record<SearchKind, string>>> = {
  household: "households",
  customer: "customers",
  case: "cases",
  incident: "incidents",
  call: "calls",
  conversation: "conversations",
  receipt: "payments",
  staff: "staff",
};

function shown(kind: SearchKind, rows: readonly SearchRow[]): string[] {
  const collection = KEPT_IN[kind];
  return collection === undefined ? [] : shownRows(collection, rows);
}

export const searchAll = endpoint({
  name: "search.all",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/search",
  permit: searchPermissions.search,
  summary: "The best of each kind as one types, of what one may read",
  body: z.strictObject({
    q: soughtLine(SOUGHT_MAX),
    limit: z.int().min(1).max(20).default(5),
  }),
  reads: {
    what: "found",
    list: true,
    of: ({ answer }) => answer.groups.flatMap(({ kind, rows }) => shown(kind, rows)),
  },
  answer: z.strictObject({ groups: z.array(group) }),
  refusals: ["search-unavailable"],
});

/** As the index says where a page ends: a row's number, or what it is sorted by. */
const PLACE = /^(?:\d{1,20}|\[\d{1,20},"[^"\\]{1,120}"\])$/u;
const VALUE = /^[\w./:-]{1,80}$/u;

export const searchPage = endpoint({
  name: "search.page",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/search/page",
  permit: searchPermissions.search,
  summary: "All of a kind that one may read, page by page, counted by what tells them apart",
  body: z.strictObject({
    kind: z.enum(SEARCH_KINDS),
    q: soughtLine(SOUGHT_MAX),
    /** Only those with this value. */
    only: z.partialRecord(z.enum(SEARCH_FACETS), z.string().regex(VALUE, "character-unwanted")),
    /** `next` of the page before. */
    after: z.string().regex(PLACE, "character-unwanted").optional(),
    limit: z.int().min(1).max(50).default(25),
  }),
  reads: {
    what: "found",
    list: true,
    of: ({ answer }) => shown(answer.kind, answer.rows),
  },
  answer: z.strictObject({
    kind: z.enum(SEARCH_KINDS),
    level: z.enum(SEARCH_LEVELS),
    rows: z.array(row),
    next: z.string().nullable(),
    /** How many there are in all; of more than ten thousand the first are counted. */
    count: z.int(),
    countedAll: z.boolean(),
    /** Of each how many have which value. */
    facets: z.array(
      z.strictObject({
        facet: z.enum(SEARCH_FACETS),
        values: z.array(z.strictObject({ value: z.string(), count: z.int() })),
      }),
    ),
  }),
  refusals: ["search-unavailable"],
});
export type SearchPage = z.output<typeof searchPage.answer>;

const pinned = { kind: z.enum(SEARCH_KINDS), id };
/** `row` is null where it is no more, or not to be seen any more. */
const pin = z.strictObject({ ...pinned, row: row.nullable() });
export type SearchPin = z.output<typeof pin>;

export const searchPins = endpoint({
  name: "search.pins",
  method: "get",
  path: "/api/search/pins",
  permit: searchPermissions.search,
  summary: "What one has pinned, the newest first, as it says now",
  reads: {
    what: "found",
    list: true,
    of: ({ answer }) =>
      answer.pins.flatMap((one) => (one.row === null ? [] : shown(one.kind, [one.row]))),
  },
  answer: z.strictObject({ pins: z.array(pin) }),
  refusals: [],
});

function pinning<R extends "pins-full">(
  verb: "pin" | "unpin",
  summary: string,
  refusals: readonly R[],
) {
  return endpoint({
    name: `search.${verb}`,
    method: "post",
    path: `/api/search/pins/${verb}`,
    permit: searchPermissions.search,
    summary,
    body: z.strictObject(pinned),
    answer: done,
    refusals,
  });
}

export const pinFound = pinning("pin", "Pin what was found, for oneself: it stands first", [
  "pins-full",
]);
export const unpinFound = pinning("unpin", "Pin it no more", []);

export const searchState = endpoint({
  name: "search.state",
  method: "get",
  path: "/api/search/state",
  permit: searchPermissions.search,
  summary: "How far the search index is behind the log, and whether that is an alarm",
  answer: z.strictObject({
    /** Since when it waits for a commit that was the newest then. */
    behindMs: z.int().min(0),
    alarm: z.boolean(),
  }),
  refusals: [],
});

export const searchRefusals = { "search-unavailable": 503, "pins-full": 409 } as const;
