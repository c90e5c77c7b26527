import type { SearchFacet, SearchKind } from "@warmline/shared/search/kinds.ts";
import { places } from "../places.svelte.ts";
import { t } from "../messages.svelte.ts";

/** By which messages the values of a facet are called. */
const PREFIXES: Readonly<Partial<Record<`${SearchKind} ${SearchFacet}`, string>>> = {
  "customer kind": "households.customer.kind",
  "case state": "cases.state",
  "case category": "cases.category",
  "incident state": "incidents.state",
  "call state": "calls.state",
  "conversation state": "console.search.conversation",
  "knowledge category": "knowledge.category",
  "knowledge kind": "knowledge.kind",
  "place kind": "console.place.kind",
  "staff active": "console.search.active",
};

/** What a value is called: a branch by its name, a month as it is. */
export function facetName(kind: SearchKind, facet: SearchFacet, value: string): string {
  if (facet === "branch") return value === "-" ? t("console.search.no-branch") : places.name(value);
  const prefix = PREFIXES[`${kind} ${facet}`];
  return prefix === undefined ? value : t(`${prefix}.${value}` as "cases.state.new");
}
