import type { estypes } from "@elastic/elasticsearch";
import type { Where } from "../port.ts";
import type { Expression, How } from "../query.ts";

type Query = estypes.QueryDslQueryContainer;

/** A demand as the engine takes it; nothing is scored there. */
export function requestOf(expression: Expression, where: Where): Query {
  const tags = where.map((any) => ({ terms: { tags: [...any] } }));
  return { bool: { filter: [rendered(expression), ...tags] } };
}

function rendered(expression: Expression): Query {
  if ("all" in expression) return { bool: { filter: expression.all.map(rendered) } };
  if ("any" in expression) return anyOf(expression.any.map(rendered));
  const { in: columns, how, text } = expression;
  return anyOf(columns.map((column) => LEAVES[how](column, text)));
}

const LEAVES: Readonly<Record<How, (column: string, text: string) => Query>> = {
  begins: (column, text) => ({ prefix: { [column]: text } }),
  equals: (column, text) => ({ term: { [column]: text } }),
  near: (column, value) => ({ fuzzy: { [column]: { value, fuzziness: 1 } } }),
};

function anyOf(should: Query[]): Query {
  return should.length === 1 ? should[0]! : { bool: { should, minimum_should_match: 1 } };
}
