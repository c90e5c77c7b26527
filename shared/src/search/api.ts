import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant, soughtLine } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { SEARCH_KINDS, SEARCH_LEVELS, SOUGHT_MAX, type SearchKind } from "./kinds.ts";
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
    of: ({ answer }) =>
      answer.groups.flatMap(({ kind, rows }) => {
        const collection = KEPT_IN[kind];
        return collection === undefined ? [] : shownRows(collection, rows);
      }),
  },
  answer: z.strictObject({ groups: z.array(group) }),
  refusals: ["search-unavailable"],
});

export const searchRefusals = { "search-unavailable": 503 } as const;
