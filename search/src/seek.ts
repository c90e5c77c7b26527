import { SEARCH_LEVELS, type SearchLevel } from "@warmline/shared/search/kinds.ts";
import type { SearchEntry } from "./entry.ts";
import { rangesOf, scoreOf } from "./match.ts";
import { COUNTED_MAX, type Best, type Hit, type Page, type Sought } from "./port.ts";
import { expressionOf, type Expression } from "./query.ts";

/** So many are looked at for the best of them; the first in the order of what matches. */
const CANDIDATES_MAX = 100;
/** So many are held to the letter for one that is near. */
export const NEAR_MAX = 2_000;

/** An entry as an engine keeps it; what it says is only asked for when it is shown. */
export interface Row {
  readonly id: string;
  readonly order: number;
  readonly place: string;
  /** Its terms, as `linesOf` makes them. */
  readonly terms: string;
  entry(): SearchEntry;
}

type Scored = Row & { readonly score: number };

/** What an engine can: list what meets a demand in the order of the kind, and count. */
export interface Engine {
  rows(sought: Sought, as: Expression, limit: number, after?: string): Promise<readonly Row[]>;
  facets(
    sought: Sought & { readonly facets: readonly string[] },
    as: Expression,
    most: number,
  ): Promise<Page["facets"]>;
}

/**
 * The engine lists candidates, first what is equal to what was typed, then what begins so; which
 * are best is said here, alike for every engine.
 */
export async function best(engine: Engine, sought: Sought): Promise<Best> {
  for (const level of SEARCH_LEVELS) {
    const expression = expressionOf(sought.typed, level);
    if (expression === null) break;
    const found = new Map<string, Scored>();
    const look = async (as: Expression) => {
      const most = level === "forgiven" ? NEAR_MAX : CANDIDATES_MAX;
      const rows = await engine.rows(sought, as, most);
      for (const one of scored(rows, expression)) found.set(one.id, one);
      return rows.length === most;
    };
    const enough = level === "typed" && (await look(exact(expression)));
    const more = (enough && found.size >= sought.limit) || (await look(expression));
    if (found.size === 0) continue;
    const shown = [...found.values()].toSorted(better).slice(0, sought.limit);
    const hits = shown.map((one) => hitOf(one, expression));
    return { hits, level, more: more || found.size > hits.length };
  }
  return { hits: [], level: "typed", more: false };
}

/** What matches better first; where it is equal, the larger order, then by id. */
function better(one: Scored, other: Scored): number {
  const byId = one.id < other.id ? -1 : 1;
  return other.score - one.score || other.order - one.order || byId;
}

/** What was first found at a level is read at it to the end. */
export async function page(
  engine: Engine,
  sought: Sought & { readonly after?: string | undefined; readonly facets: readonly string[] },
): Promise<Page> {
  for (const level of SEARCH_LEVELS) {
    const expression = expressionOf(sought.typed, level);
    if (expression === null) break;
    if ((await listed(engine, sought, expression, 1)).length === 0) continue;
    const { limit, after } = sought;
    const hits = await listed(engine, sought, expression, limit + 1, after);
    const facets = await facetsOf(engine, sought, expression, level);
    const shown = hits.slice(0, limit).map((one) => hitOf(one, expression));
    return { hits: shown, level, more: hits.length > limit, facets };
  }
  return { hits: [], level: "typed", more: false, facets: {} };
}

/** So many that meet the demand to the letter, of as many rows as that may take. */
async function listed(
  engine: Engine,
  sought: Sought,
  expression: Expression,
  count: number,
  after?: string,
): Promise<Scored[]> {
  const hits: Scored[] = [];
  for (let last = after; hits.length < count;) {
    const rows = await engine.rows(sought, expression, CANDIDATES_MAX, last);
    hits.push(...scored(rows, expression));
    if (rows.length < CANDIDATES_MAX) break;
    last = rows.at(-1)!.place;
  }
  return hits.slice(0, count);
}

async function facetsOf(
  engine: Engine,
  sought: Sought & { readonly facets: readonly string[] },
  expression: Expression,
  level: SearchLevel,
): Promise<Page["facets"]> {
  if (sought.facets.length === 0) return {};
  return engine.facets(sought, expression, level === "forgiven" ? NEAR_MAX : COUNTED_MAX);
}

/** Tags with their counts, by facet. */
export function countsOf(
  names: readonly string[],
  counts: readonly { readonly tag: string; readonly count: number }[],
): Page["facets"] {
  const of = (name: string) => {
    const own = counts.filter(({ tag }) => tag.startsWith(`${name}=`));
    return own.map(({ tag, count }) => [tag.slice(name.length + 1), count] as const);
  };
  return Object.fromEntries(names.map((name) => [name, Object.fromEntries(of(name))]));
}

/** Those that meet the demand to the letter. */
function scored(rows: readonly Row[], expression: Expression): Scored[] {
  return rows.flatMap((row) => {
    const score = scoreOf(row.terms, expression);
    return score === null ? [] : [{ ...row, score }];
  });
}

/** Many ask for no more than which they are: what it says and where is only read when asked for. */
function hitOf(row: Scored, expression: Expression): Hit {
  const { id, score, place } = row;
  let entry: SearchEntry | undefined;
  return {
    id,
    score,
    place,
    get entry() {
      return (entry ??= row.entry());
    },
    get ranges() {
      return rangesOf(this.entry.fields, expression);
    },
  };
}

/** The same, but of every beginning the whole. */
function exact(expression: Expression): Expression {
  if ("all" in expression) return { all: expression.all.map(exact) };
  if ("any" in expression) return { any: expression.any.map(exact) };
  return expression.how === "begins" ? { ...expression, how: "equals" } : expression;
}
