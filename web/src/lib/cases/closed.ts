import { addDays, startOfDay } from "@warmline/shared/kernel/time.ts";
import { CASE_CATEGORIES, type CaseCategory } from "@warmline/shared/cases/categories.ts";

/** What narrows the closed cases; it lives in the address, apart from the open cases' filter. */
export interface ClosedFilter {
  /** A case's number, or a phone as people type it. */
  readonly text: string;
  readonly category: CaseCategory | "";
  readonly branch: string;
  readonly mine: boolean;
  /** Days of opening, the last one included; empty where they do not matter. */
  readonly from: string;
  readonly to: string;
}

type Query = Pick<URLSearchParams, "get">;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^\d{8}-\d+$/;
const PAGE = 50;

/** Whether the address asks for the closed cases. */
export function asksClosed(query: Query): boolean {
  return query.get("list") === "closed";
}

export function readClosed(query: Query): ClosedFilter {
  const day = (name: string) => {
    const given = query.get(name) ?? "";
    return DAY.test(given) && !Number.isNaN(Date.parse(given)) ? given : "";
  };
  return {
    text: query.get("q")?.trim() ?? "",
    category: CASE_CATEGORIES.find((one) => one === query.get("category")) ?? "",
    branch: query.get("branch") ?? "",
    mine: query.get("mine") === "1",
    from: day("from"),
    to: day("to"),
  };
}

/** `?list=closed&q=…`. */
export function writeClosed({ text, category, branch, mine, from, to }: ClosedFilter): string {
  const query = new URLSearchParams({ list: "closed" });
  const named = { q: text.trim(), category, branch, mine: mine ? "1" : "", from, to };
  for (const [name, value] of Object.entries(named)) if (value !== "") query.set(name, value);
  return `?${query}`;
}

/** The filter as the server is asked. */
export function askedOf({ text, category, branch, mine, from, to }: ClosedFilter, meId: string) {
  return {
    state: "closed" as const,
    limit: PAGE,
    ...(text === "" ? {} : NUMBER.test(text) ? { number: text } : { phone: text }),
    ...(category === "" ? {} : { category }),
    ...(branch === "" ? {} : { branchId: branch }),
    ...(mine ? { assigneeId: meId } : {}),
    ...(from === "" ? {} : { openedFrom: startOfDay(from) }),
    ...(to === "" ? {} : { openedBefore: startOfDay(addDays(to, 1)) }),
  };
}
