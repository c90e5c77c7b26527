import type { CaseRow } from "@warmline/shared/cases/live.ts";
import {
  CASE_CATEGORIES,
  URGENCIES,
  type CaseCategory,
  type Urgency,
} from "@warmline/shared/cases/categories.ts";
import { CASE_STATES, type CaseState } from "@warmline/shared/cases/model.ts";
import { byDue } from "@warmline/shared/cases/order.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { dueOf } from "./due.ts";

export const CASE_ORDERS = ["due", "newest", "oldest"] as const;
export type CaseOrder = (typeof CASE_ORDERS)[number];

/** What is ticked or not. */
export const CASE_TICKS = ["mine", "overdue", "supervised", "asked"] as const;

/**
 * What narrows the list of open cases; it lives in the address, so that it can be kept and sent.
 */
export interface CaseFilter {
  readonly state: CaseState | "";
  readonly category: CaseCategory | "";
  readonly urgency: Urgency | "";
  readonly branch: string;
  readonly mine: boolean;
  readonly overdue: boolean;
  /** 督办. */
  readonly supervised: boolean;
  /** Something is asked for that waits to be granted. */
  readonly asked: boolean;
  readonly text: string;
  readonly order: CaseOrder;
}

function oneOf<T extends string>(values: readonly T[], given: string | null): T | "" {
  return values.find((value) => value === given) ?? "";
}

export function readFilter(query: Pick<URLSearchParams, "get">): CaseFilter {
  return {
    state: oneOf(CASE_STATES, query.get("state")),
    category: oneOf(CASE_CATEGORIES, query.get("category")),
    urgency: oneOf(URGENCIES, query.get("urgency")),
    branch: query.get("branch") ?? "",
    mine: query.get("mine") === "1",
    overdue: query.get("overdue") === "1",
    supervised: query.get("supervised") === "1",
    asked: query.get("asked") === "1",
    text: query.get("q") ?? "",
    order: oneOf(CASE_ORDERS, query.get("order")) || "due",
  };
}

/** `?state=new&q=…`, or nothing when nothing is narrowed. */
export function writeFilter(filter: CaseFilter): string {
  const query = new URLSearchParams();
  const { state, category, urgency, branch, text, order } = filter;
  const named = { state, category, urgency, branch, q: text, order: order === "due" ? "" : order };
  for (const [name, value] of Object.entries(named)) if (value !== "") query.set(name, value);
  for (const tick of CASE_TICKS) if (filter[tick]) query.set(tick, "1");
  const asked = query.toString();
  return asked === "" ? "" : `?${asked}`;
}

/** How many things narrow the list, the order not counted. */
export function narrowings(filter: CaseFilter): number {
  const { state, category, urgency, branch, text } = filter;
  const ticks = CASE_TICKS.map((tick) => filter[tick]);
  return [state, category, urgency, branch, text, ...ticks].filter(Boolean).length;
}

export interface Seeing {
  readonly now: Instant;
  readonly meId: string;
  /** What search found by the same text. */
  readonly found: ReadonlySet<string>;
}

function searched(row: CaseRow): string {
  const { number, description, placeText, householdNumber, contactName, assigneeName } = row;
  return [number, description, placeText, householdNumber, contactName, assigneeName]
    .join("\n")
    .toLowerCase();
}

function fits(
  row: CaseRow,
  filter: CaseFilter,
  { now, meId, found }: Seeing,
  terms: string[],
): boolean {
  if (filter.state !== "" && row.state !== filter.state) return false;
  if (filter.category !== "" && row.category !== filter.category) return false;
  if (filter.urgency !== "" && row.urgency !== filter.urgency) return false;
  if (filter.branch !== "" && row.branchId !== filter.branch) return false;
  if (filter.mine && row.assigneeId !== meId) return false;
  if (filter.overdue && dueOf(row, now).tone !== "overdue") return false;
  if (filter.supervised && row.overseerName === undefined) return false;
  if (filter.asked && row.application === undefined) return false;
  if (terms.length === 0 || found.has(row.id)) return true;
  const text = searched(row);
  return terms.every((term) => text.includes(term));
}

const comparisons: Record<CaseOrder, (a: CaseRow, b: CaseRow) => number> = {
  due: byDue,
  newest: (a, b) => b.openedAt - a.openedAt || (a.number < b.number ? 1 : -1),
  oldest: (a, b) => a.openedAt - b.openedAt || (a.number < b.number ? -1 : 1),
};

/**
 * The rows to show, in order. Done for ten thousand rows at each drawing: no regular expressions.
 */
export function narrow(rows: Iterable<CaseRow>, filter: CaseFilter, seeing: Seeing): CaseRow[] {
  const terms = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: CaseRow[] = [];
  for (const row of rows) if (fits(row, filter, seeing, terms)) found.push(row);
  return found.toSorted(comparisons[filter.order]);
}
