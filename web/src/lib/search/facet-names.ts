import type { SearchFacet, SearchKind } from "@warmline/shared/search/kinds.ts";
import { places } from "../places.svelte.ts";
import { t } from "../messages.svelte.ts";

type Name = (value: never) => string;

/** What the values of a facet are called. */
const NAMES: Readonly<Partial<Record<`${SearchKind} ${SearchFacet}`, Name>>> = {
  "customer kind": (value: "person") => t(`households.customer.kind.${value}`),
  "case state": (value: "new") => t(`cases.state.${value}`),
  "case category": (value: "leak") => t(`cases.category.${value}`),
  "incident state": (value: "confirmed") => t(`incidents.state.${value}`),
  "call state": (value: "completed") => t(`calls.state.${value}`),
  "conversation state": (value: "open") => t(`console.search.conversation.${value}`),
  "knowledge category": (value: "safety") => t(`knowledge.category.${value}`),
  "knowledge kind": (value: "article") => t(`knowledge.kind.${value}`),
  "place kind": (value: "hall") => t(`console.place.kind.${value}`),
  "staff active": (value: "yes") => t(`console.search.active.${value}`),
};

/** A branch by its name, a month as it is. */
export function facetName(kind: SearchKind, facet: SearchFacet, value: string): string {
  if (facet === "branch") return value === "-" ? t("console.search.no-branch") : places.name(value);
  return NAMES[`${kind} ${facet}`]?.(value as never) ?? value;
}
