import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import { CLOCK_KINDS, type ClockKind } from "@warmline/shared/cases/clock.ts";
import {
  isSameTerms,
  type Allowance,
  type Phase,
  type Policy,
  type PolicyRow,
  type Terms,
} from "@warmline/shared/cases/policy.ts";

/** Hours and minutes as people type them. */
export const SPAN_PATTERN = "[0-9]{1,4}:[0-5][0-9]";

/** `12:30` of 750 minutes. */
export function spanTyped(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The inverse; null for what is no span of time. */
export function minutesTyped(typed: string): number | null {
  if (!new RegExp(`^${SPAN_PATTERN}$`).test(typed)) return null;
  const [hours = 0, minutes = 0] = typed.split(":").map(Number);
  const all = hours * 60 + minutes;
  return all === 0 ? null : all;
}

/** What stands in the two fields of one allowance; no span means that there is no such clock. */
export interface Cell {
  span: string;
  by: Allowance["by"];
}

/** By `<category>/<urgency>/<phase>/<clock>`. */
export type Cells = Record<string, Cell>;

export function cellKey(row: Omit<PolicyRow, "terms">, kind: ClockKind): string {
  return [row.category, row.urgency, row.phase, kind].join("/");
}

export function cellsOf({ rows }: Policy): Cells {
  const cells = rows.flatMap((row) =>
    CLOCK_KINDS.map((kind) => {
      const allowed = row.terms[kind];
      const span = allowed === undefined ? "" : spanTyped(allowed.minutes);
      return [cellKey(row, kind), { span, by: allowed?.by ?? row.terms.resolve.by }] as const;
    }),
  );
  return Object.fromEntries(cells);
}

/** The rows that were changed; null where something typed is no span of time. */
export function changedRows({ rows }: Policy, cells: Cells): PolicyRow[] | null {
  const typed = rows.map((row) => ({ row, terms: termsOf(row, cells) }));
  if (typed.some(({ terms }) => terms === null)) return null;
  return typed.flatMap(({ row, terms }) =>
    isSameTerms(row.terms, terms!) ? [] : [{ ...row, terms: terms! }],
  );
}

function termsOf(row: PolicyRow, cells: Cells): Terms | null {
  const allowed: Partial<Record<ClockKind, Allowance>> = {};
  for (const kind of CLOCK_KINDS) {
    const { span, by } = cells[cellKey(row, kind)]!;
    if (span.trim() === "") continue;
    const minutes = minutesTyped(span.trim());
    if (minutes === null) return null;
    allowed[kind] = { minutes, by };
  }
  const { resolve } = allowed;
  return resolve === undefined ? null : { ...allowed, resolve };
}

/** The rows of one phase, in the order of every version: by category, the most urgent last. */
export function rowsOf({ rows }: Policy, phase: Phase, only?: CaseCategory): PolicyRow[] {
  return rows.filter((row) => row.phase === phase && (only === undefined || row.category === only));
}
