import { branchOf } from "@warmline/shared/access/scope.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import { matchingCase, residentPhone, type Reported } from "@warmline/shared/cases/matching.ts";
import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import { cases, reports, type Case, type ContactKind } from "@warmline/shared/cases/model.ts";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { openCasesFor } from "./open-cases.ts";
import { reportRow, rowOf, type ReportRow } from "./rows.ts";
import { maySee, seeCase } from "./see-case.ts";

type Reading = Pick<Deps, "store" | "config">;

export interface CaseFilter {
  readonly state: "open" | "closed";
  readonly branchId?: string | undefined;
  readonly assigneeId?: string | undefined;
  readonly category?: CaseCategory | undefined;
  /** As it is stored. */
  readonly phone?: string | undefined;
  readonly number?: string | undefined;
  readonly openedFrom?: number | undefined;
  readonly openedBefore?: number | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

export interface CasePage {
  readonly cases: CaseRow[];
  readonly next: string | null;
}

/**
 * One page, newest first, read on the narrowest declared index; what other filters and the caller's
 * scope leave out is dropped from the page, so that it may be short: `next` says whether it goes
 * on.
 */
export async function listCases(
  { store }: Reading,
  { actor }: Caller,
  filter: CaseFilter,
): Promise<CasePage> {
  const after = filter.after === undefined ? null : await store.get(cases, filter.after);
  const found = await store.find(cases, {
    ...selectionFor({ ...filter, branchId: filter.branchId ?? branchOf(actor) }),
    order: "descending",
    limit: filter.limit,
    ...(after === null ? {} : { after }),
  });
  const last = found.length === filter.limit ? found.at(-1) : undefined;
  const fitting = found.filter(
    (caseRecord) => maySee(actor, caseRecord) && fits(caseRecord, filter),
  );
  return { cases: fitting.map(rowOf), next: last?.id ?? null };
}

/** The same of one phone in any writing. Refusal: `phone-unknown`. */
export async function listCasesByPhone(
  deps: Reading,
  caller: Caller,
  filter: CaseFilter & { readonly phone: string },
): Promise<Result<CasePage, "phone-unknown">> {
  const phone = normalisePhone(filter.phone, deps.config.AREA_CODE);
  return phone.ok ? ok(await listCases(deps, caller, { ...filter, phone: phone.value })) : phone;
}

function selectionFor(filter: CaseFilter): Query<Case> {
  const { branchId, assigneeId, category, phone, number } = filter;
  if (number !== undefined) return { index: "number", where: { number } };
  const open = filter.state === "open";
  const range = { from: filter.openedFrom, to: filter.openedBefore };
  if (assigneeId !== undefined) {
    return { index: "byAssignee", where: { assigneeId, open }, ...range };
  }
  if (phone !== undefined) {
    return { index: "byPhoneOpen", where: { "contact.phone": phone, open }, ...range };
  }
  if (branchId !== undefined) return { index: "byBranch", where: { branchId, open }, ...range };
  if (category !== undefined) return { index: "byCategory", where: { category, open }, ...range };
  return { index: "byOpen", where: { open }, ...range };
}

function fits(caseRecord: Case, filter: CaseFilter): boolean {
  const { branchId, assigneeId, category, phone, number } = filter;
  if (number !== undefined) return true;
  return (
    (branchId === undefined || caseRecord.branchId === branchId) &&
    (assigneeId === undefined || caseRecord.assigneeId === assigneeId) &&
    (category === undefined || caseRecord.category === category) &&
    (phone === undefined || caseRecord.contact.phone === phone)
  );
}

function readPhone(
  text: string | undefined,
  { AREA_CODE }: Deps["config"],
): Result<string | undefined, "phone-unknown"> {
  return text === undefined ? ok(undefined) : normalisePhone(text, AREA_CODE);
}

const OFFERED_MAX = 20;
const OF_HOUSEHOLD_MAX = 50;
/** One index serves both questions: the store merges the two halves in the order asked for. */
const OPEN_AND_CLOSED = [true, false];

export interface EarlierFilter {
  readonly phone?: string | undefined;
  readonly contactKind?: ContactKind | undefined;
  readonly householdId?: string | undefined;
  readonly category?: CaseCategory | undefined;
}

/**
 * Offered while a report is typed in; `matchId` is the case to which it would be attached. Refusal:
 * `phone-unknown`.
 */
export async function earlierCases(
  deps: Reading,
  { actor }: Caller,
  { phone: text, contactKind: kind = "resident", householdId, category }: EarlierFilter,
): Promise<Result<{ cases: CaseRow[]; matchId: string | null }, "phone-unknown">> {
  const read = readPhone(text, deps.config);
  if (!read.ok) return read;
  const contact = { kind, ...(read.value === undefined ? {} : { phone: read.value }) };
  const phone = residentPhone(contact);
  const newest = { order: "descending", limit: OFFERED_MAX } as const;
  const [byHousehold, byPhone] = await Promise.all([
    householdId === undefined
      ? []
      : deps.store.find(cases, {
          index: "byHouseholdOpen",
          where: { householdId, open: OPEN_AND_CLOSED },
          ...newest,
        }),
    phone === undefined
      ? []
      : deps.store.find(cases, {
          index: "byPhoneOpen",
          where: { "contact.phone": phone, open: OPEN_AND_CLOSED },
          ...newest,
        }),
  ]);
  const earlier = new Map(
    [...byHousehold, ...byPhone].map((caseRecord) => [caseRecord.id, caseRecord]),
  );
  const offered = [...earlier.values()]
    .filter((caseRecord) => maySee(actor, caseRecord))
    .toSorted((a, b) => b.openedAt - a.openedAt)
    .slice(0, OFFERED_MAX);
  return ok({
    cases: offered.map(rowOf),
    matchId:
      category === undefined
        ? null
        : await matchOf(deps, actor, { householdId, contact, category }),
  });
}

async function matchOf(
  deps: Reading,
  actor: Caller["actor"],
  report: Reported,
): Promise<string | null> {
  const caseRecord = matchingCase(await openCasesFor(deps.store, report, actor), report);
  return caseRecord !== null && maySee(actor, caseRecord) ? caseRecord.id : null;
}

/** The newest cases of a household that the caller may see, open and closed. */
export async function casesOfHousehold(
  { store }: Reading,
  { actor }: Caller,
  householdId: string,
): Promise<CaseRow[]> {
  const found = await newestOfHousehold(store, householdId);
  return found.filter((caseRecord) => maySee(actor, caseRecord)).map(rowOf);
}

/** Open and closed, newest first, as many as anybody looks through. */
export function newestOfHousehold(store: Deps["store"], householdId: string): Promise<Case[]> {
  return store.find(cases, {
    index: "byHouseholdOpen",
    where: { householdId, open: OPEN_AND_CLOSED },
    order: "descending",
    limit: OF_HOUSEHOLD_MAX,
  });
}

/**
 * The reports that came in on a case and on those merged into it, oldest first, as they came.
 * Refusals, in this order: `not-found`, `out-of-scope`.
 */
export async function reportsOf(
  deps: Reading,
  caller: Caller,
  caseId: string,
): Promise<Result<ReportRow[], "not-found" | "out-of-scope">> {
  const seen = await seeCase(deps, caller, caseId);
  if (!seen.ok) return seen;
  const where = { caseId: [caseId, ...(seen.value.mergedIds ?? [])] };
  const found = await deps.store.find(reports, { index: "byCase", where, limit: 500 });
  return ok(found.map((report) => reportRow(report, caseId)));
}
