import { sameContent } from "../kernel/canonical.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { CityDate } from "../kernel/time.ts";
import {
  CATALOGUE_LISTS,
  rowOf,
  type AnyRow,
  type Catalogue,
  type CatalogueList,
  type CatalogueRows,
  type ReliefRow,
  type RuleRow,
} from "./catalogue.ts";
import { overlappingRules } from "./rules-on.ts";
import type { VatRate } from "./vat-rule.ts";

/** A row as it is to be: a new one, or another in place of the one of its code. */
export type CatalogueChange = {
  readonly [L in CatalogueList]: { readonly list: L; readonly row: CatalogueRows[L] };
}[CatalogueList];

export interface Proposal {
  /** The version that it rests on. */
  readonly base: number;
  readonly changes: readonly CatalogueChange[];
}

/** What the rule must know besides. */
export interface Known {
  readonly today: CityDate;
  /** The fees that the ledger books (see its fees.ts), and those of them for services. */
  readonly fees: readonly string[];
  readonly serviceFees: readonly string[];
}

/** In order of precedence. */
export type CatalogueCode =
  | "catalogue-moved"
  | "catalogue-same"
  | "meaning-fixed"
  | "row-names-unknown"
  | "name-taken"
  | "days-wrong"
  | "day-past"
  | "rules-overlap";

/** A row that differs, as it was (null: there was none) and as it is to be. */
export interface RowChange {
  readonly list: CatalogueList;
  readonly before: AnyRow | null;
  readonly after: AnyRow;
}

/**
 * The next version. Rows are added and changed, never taken away: a code keeps its meaning, which
 * of a component is unit, price and fee, of a unit its symbol, of a rule all of it, of a relief who
 * bears it, of what and what it is reckoned by, of a service its fee. From which day on something
 * is offered, or is not, is said for days to come only; but a new rule may begin with a season that
 * has begun, which need not be charged yet, and rates of VAT may have ended: amounts of their days
 * are still invoiced.
 * Refusals, in this order: `catalogue-moved` (another version holds by now), `catalogue-same`,
 * `meaning-fixed`, `row-names-unknown` (a class, unit or fee that is not there), `name-taken`,
 * `days-wrong` (it ends before it begins), `day-past`, `rules-overlap` (two of a kind would hold
 * for one season).
 */
export function changeCatalogue(
  holding: Catalogue,
  { base, changes }: Proposal,
  { today, ...booked }: Known,
): Result<{ readonly next: Catalogue; readonly changed: readonly RowChange[] }, CatalogueCode> {
  if (holding.version !== base) return refuse("catalogue-moved", { version: holding.version });
  const next = { ...merged(holding, changes), version: holding.version + 1 };
  const changed = differences(holding, next);
  if (changed.length === 0) return refuse("catalogue-same");
  for (const check of [fixedMeaning, namedCodes(booked), ownNames, soundDays(today), oneOfAKind]) {
    const fault = check(next, changed);
    if (fault !== null) return fault;
  }
  return ok({ next, changed });
}

function merged(holding: Catalogue, changes: readonly CatalogueChange[]): Catalogue {
  const rowsOf = (list: CatalogueList) => {
    const given = new Map(
      changes.flatMap((one) => (one.list === list ? [[one.row.code, one.row]] : [])),
    );
    const kept = holding[list].map((row) => given.get(row.code) ?? row);
    const codes = new Set(kept.map(({ code }) => code));
    return [...kept, ...[...given.values()].filter(({ code }) => !codes.has(code))];
  };
  const lists = CATALOGUE_LISTS.map((list) => [list, rowsOf(list)] as const);
  return { ...holding, ...Object.fromEntries(lists) };
}

/** Row by row, in the order of the lists. */
export function differences(before: Catalogue, after: Catalogue): RowChange[] {
  return CATALOGUE_LISTS.flatMap((list) =>
    after[list].flatMap((row): RowChange[] => {
      const was = rowOf(before, list, row.code) ?? null;
      return was !== null && sameContent(was, row) ? [] : [{ list, before: was, after: row }];
    }),
  );
}

type Fault = ReturnType<typeof refuse<CatalogueCode>> | null;
type Check = (next: Catalogue, changed: readonly RowChange[]) => Fault;

/** What entries were charged by must mean tomorrow what it meant then. */
const MEANING = ["unitCode", "price", "fee", "symbol", "borneBy", "price10k", "lateFees"] as const;

const fixedMeaning: Check = (_, changed) => {
  const fault = changed.find(
    ({ before, after }) =>
      before !== null &&
      (MEANING.some((field) => valueOf(before, field) !== valueOf(after, field)) ||
        !sameContent(ruleOf(before), ruleOf(after))),
  );
  return fault === undefined ? null : refuse("meaning-fixed", { code: fault.after.code });
};

function namedCodes({ fees, serviceFees }: Omit<Known, "today">): Check {
  return (next, changed) => {
    const isKnown = ({ list, after }: RowChange) => {
      const rule = ruleOf(after);
      if (rule?.kind === "late-fee") return rule.fees.every((fee) => fees.includes(fee));
      if (rule?.kind === "vat") return rule.rates.every((rate) => areKnown(next, fees, rate));
      if (list === "services") return serviceFees.includes(valueOf(after, "fee"));
      if (list === "houseTypes") return has(next, "priceClasses", valueOf(after, "priceClass"));
      if (list !== "components") return true;
      return has(next, "units", valueOf(after, "unitCode")) && fees.includes(valueOf(after, "fee"));
    };
    const fault = changed.find((one) => !isKnown(one));
    return fault === undefined ? null : refuse("row-names-unknown", { name: fault.after.zh });
  };
}

function areKnown(next: Catalogue, fees: readonly string[], { priceClass, fee }: VatRate): boolean {
  const isClass = priceClass === undefined || has(next, "priceClasses", priceClass);
  return isClass && (fee === undefined || fees.includes(fee));
}

function has(catalogue: Catalogue, list: CatalogueList, code: string): boolean {
  return rowOf(catalogue, list, code) !== undefined;
}

const ownNames: Check = (next, changed) => {
  const fault = changed.find(({ list, after }) =>
    next[list].some(
      ({ code, zh, en }) => code !== after.code && (zh === after.zh || en === after.en),
    ),
  );
  return fault === undefined ? null : refuse("name-taken", { name: fault.after.zh });
};

function soundDays(today: CityDate): Check {
  return (_, changed) => {
    const backwards = changed.find(
      ({ after: { from, until } }) => from !== undefined && until !== undefined && until <= from,
    );
    if (backwards !== undefined) return refuse("days-wrong", { name: backwards.after.zh });
    const past = changed.find(({ list, before, after }) =>
      (["from", "until"] as const).some((field) => {
        if (list === "rules" && before === null && mayBePast(after, field)) return false;
        const day = after[field];
        return day !== undefined && day !== before?.[field] && day < today;
      }),
    );
    return past === undefined ? null : refuse("day-past", { name: past.after.zh, today });
  };
}

/** A rule may begin with a season that has begun; the rates of years gone by have ended, too. */
function mayBePast(row: AnyRow, field: "from" | "until"): boolean {
  return field === "from" || ruleOf(row)?.kind === "vat";
}

const oneOfAKind: Check = (next) => {
  const both = overlappingRules(next.rules);
  return both && refuse("rules-overlap", { name: both[1].zh, other: both[0].zh });
};

function ruleOf(row: AnyRow): RuleRow["rule"] | ReliefRow["refund"] | null {
  const { rule, refund } = row as Partial<RuleRow & ReliefRow>;
  return rule ?? refund ?? null;
}

/** A field that rows of some lists have; nothing in the others. */
function valueOf(row: AnyRow, field: (typeof MEANING)[number] | "priceClass"): string {
  return String((row as Partial<Record<typeof field, string | number | boolean>>)[field] ?? "");
}
