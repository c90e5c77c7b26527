import { searchAll, type SearchGroup, type SearchRow } from "@warmline/shared/search/api.ts";
import type { SearchKind } from "@warmline/shared/search/kinds.ts";
import { AsYouType } from "../as-you-type.svelte.ts";
import { call } from "../call.ts";
import { language, t } from "../messages.svelte.ts";

/** Where each kind is opened, before its id. */
const PATHS: Readonly<Record<SearchKind, string>> = {
  household: "/console/households/",
  customer: "/console/customers/",
  case: "/console/cases/",
  incident: "/console/incidents/",
  call: "/console/calls?id=",
  conversation: "/console/conversations/",
  receipt: "/console/receipts/",
  refund: "/console/refunds/",
  knowledge: "/console/knowledge/",
  place: "/console/places/",
  staff: "/console/staff?id=",
};

/** Something that was found and may be opened, with what it is called. */
export interface Destination {
  readonly kind: SearchKind;
  readonly id: string;
  readonly path: string;
  readonly title: string;
}

export function destinationOf(kind: SearchKind, row: SearchRow): Destination {
  const title = titleOf(kind, row)?.text ?? namelessOf(kind);
  return { kind, id: row.id, path: openedAt(kind, row.id), title };
}

export function openedAt(kind: SearchKind, id: string): string {
  return `${PATHS[kind]}${encodeURIComponent(id)}`;
}

const TITLES: Readonly<Record<SearchKind, string>> = {
  household: "holder",
  customer: "name",
  case: "number",
  incident: "number",
  call: "phone",
  conversation: "holder",
  receipt: "number",
  refund: "number",
  knowledge: "title",
  place: "name",
  staff: "name",
};

/** The field by which people call it, in the language in use where it has a name in both. */
export function titleOf(
  kind: SearchKind,
  { fields }: SearchRow,
): SearchRow["fields"][number] | undefined {
  const called = (name: string) => fields.find((field) => field.name === name);
  const name = TITLES[kind];
  return (language() === "en" ? called(`${name}-en`) : undefined) ?? called(name);
}

/** Of a caller whose number is withheld, of a writer of whom no household is known. */
export function namelessOf(kind: SearchKind): string {
  return t(kind === "call" ? "console.calls.withheld" : "console.search.nameless");
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
