import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, phoneText, queryInstant, queryInt, soughtLine } from "../api/fields.ts";
import { shownRows, type Reads } from "../api/reads.ts";
import type { CaseRow } from "./live.ts";
import { CONTACT_KINDS } from "./model.ts";
import { casePermissions } from "./permissions.ts";
import { caseRow, category } from "./rows.ts";

/** The endpoints that answer several cases. */

/** What a list of cases is narrowed to, but for the person. */
const caseFilter = {
  state: z.enum(["open", "closed"]).default("closed"),
  branchId: id.optional(),
  assigneeId: id.optional(),
  category: category.optional(),
  number: line(20).optional(),
  /** `next` of the page before. */
  after: id.optional(),
};

/** A page may hold fewer than `limit` where filters or scope leave some out. */
const casePage = z.strictObject({ cases: z.array(caseRow), next: z.string().nullable() });

const readsCases: Reads<unknown, unknown, unknown, z.ZodType<{ readonly cases: CaseRow[] }>> = {
  what: "case",
  list: true,
  of: ({ answer }) => shownRows("cases", answer.cases),
};

export const listCases = endpoint({
  name: "cases.list",
  method: "get",
  path: "/api/cases",
  permit: casePermissions.read,
  summary: "Cases page by page, newest first; `next` is null on the last page",
  query: z.strictObject({
    ...caseFilter,
    openedFrom: queryInstant.optional(),
    openedBefore: queryInstant.optional(),
    limit: queryInt(1, 200).default(50),
  }),
  reads: readsCases,
  answer: casePage,
  refusals: [],
});

/** Nothing that names a person stands in an address, where logs and histories keep it. */
export const listCasesByPhone = endpoint({
  name: "cases.by-phone",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/cases/by-phone",
  permit: casePermissions.read,
  summary: "The same of one caller's phone",
  body: z.strictObject({
    ...caseFilter,
    phone: phoneText,
    openedFrom: instant.optional(),
    openedBefore: instant.optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  reads: readsCases,
  answer: casePage,
  refusals: ["phone-unknown"],
});

export const earlierCases = endpoint({
  name: "cases.earlier",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/cases/earlier",
  permit: casePermissions.read,
  summary: "Offered while a report is typed: cases of this household or phone, newest first",
  body: z.strictObject({
    phone: phoneText.optional(),
    contactKind: z.enum(CONTACT_KINDS).optional(),
    householdId: id.optional(),
    category: category.optional(),
  }),
  reads: readsCases,
  answer: z.strictObject({
    cases: z.array(caseRow),
    /** The open case to which a report of `category` would be attached. */
    matchId: z.string().nullable(),
  }),
  refusals: ["phone-unknown"],
});

/** So many at most: a further word narrows it. */
export const FOUND_MAX = 200;

export const searchOpenCases = endpoint({
  name: "cases.search",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/cases/search",
  permit: casePermissions.read,
  summary: "Which open cases match as one types, to narrow the list that is open",
  body: z.strictObject({ q: soughtLine(80) }),
  answer: z.strictObject({
    ids: z.array(z.string()).max(FOUND_MAX).readonly(),
    /** There are others. */
    more: z.boolean(),
  }),
  refusals: ["search-unavailable"],
});

export const householdCases = endpoint({
  name: "cases.of-household",
  method: "get",
  path: "/api/households/:id/cases",
  permit: casePermissions.read,
  summary: "The newest 50 cases of a household that lie within the caller's scope",
  params: z.strictObject({ id }),
  reads: {
    what: "case",
    list: true,
    of: ({ params, answer }) => [`households/${params.id}`, ...shownRows("cases", answer.cases)],
  },
  answer: z.strictObject({ cases: z.array(caseRow) }),
  refusals: [],
});
