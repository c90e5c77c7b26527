import { searchAll, type SearchGroup, type SearchRow } from "@warmline/shared/search/api.ts";
import type { SearchKind } from "@warmline/shared/search/kinds.ts";
import { AsYouType } from "../as-you-type.svelte.ts";
import { call } from "../call.ts";
import { language } from "../messages.svelte.ts";

/** Where each kind is opened. */
const PATHS: Readonly<Record<SearchKind, string>> = {
  household: "/console/households",
  case: "/console/cases",
  incident: "/console/incidents",
  knowledge: "/console/knowledge",
};

/** Something that was found and may be opened, with what it is called. */
export interface Destination {
  readonly kind: SearchKind;
  readonly path: string;
  readonly title: string;
}

export function destinationOf(kind: SearchKind, { id, fields }: SearchRow): Destination {
  const named = fields.find(({ name }) => name === titleOf(kind));
  return { kind, path: `${PATHS[kind]}/${id}`, title: named?.text ?? id };
}

const TITLES: Readonly<Record<SearchKind, string>> = {
  household: "holder",
  case: "number",
  incident: "number",
  knowledge: "title",
};

/** By which of its fields people call it. */
export function titleOf(kind: SearchKind): string {
  return kind === "knowledge" && language() === "en" ? "title-en" : TITLES[kind];
}

/** The best of each kind as one types. */
export class Finding extends AsYouType<SearchGroup> {
  constructor() {
    super(async (q, signal) => {
      const answer = await call(searchAll, { body: { q }, signal });
      return answer.ok ? { ...answer, value: { rows: answer.value.groups, more: false } } : answer;
    });
  }
}
