import type { SearchKind } from "@warmline/shared/search/kinds.ts";
import type { Field, FieldKind } from "@warmline/search/entry.ts";

/** What is found, and what is typed of which it must come first. */
export interface Asked {
  readonly kind: SearchKind;
  readonly fields: readonly Field[];
  readonly typed: readonly string[];
}

type Written = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Home {
  readonly name: string;
  readonly number?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly person?: string;
  readonly alias?: string;
}

export function household(of: Home, typed: string): Asked {
  const { name: holder, ...others } = of;
  return asked("household", HOUSEHOLD, { holder, ...others }, typed);
}

interface Kase {
  readonly description: string;
  readonly number?: string;
  readonly holder?: string;
  readonly contact?: string;
  readonly phone?: string;
  readonly place?: string;
  readonly household?: string;
  readonly note?: string;
}

export function kase(of: Kase, typed: string): Asked {
  return asked("case", CASE, { ...of }, typed);
}

interface Incident {
  readonly number: string;
  readonly description: string;
  readonly areas: readonly string[];
  readonly cause?: string;
}

export function incident({ areas: area, ...of }: Incident, typed: string): Asked {
  return asked("incident", INCIDENT, { ...of, area }, typed);
}

interface Knowledge {
  readonly number: string;
  readonly title: string;
  readonly "title-en": string;
  readonly keyword: readonly string[];
  readonly said: readonly string[];
}

export function knowledge(of: Knowledge, typed: string): Asked {
  return asked("knowledge", KNOWLEDGE, { ...of }, typed);
}

type Kinds = Readonly<Record<string, FieldKind>>;

/** As the domains say it in their `search-entries.ts`. */
const HOUSEHOLD: Kinds = {
  holder: "name",
  number: "number",
  address: "address",
  phone: "phone",
  person: "name",
  alias: "number",
};
const CASE: Kinds = {
  number: "number",
  description: "text",
  place: "address",
  holder: "name",
  contact: "name",
  phone: "phone",
  household: "number",
  note: "text",
};
const KNOWLEDGE: Kinds = {
  title: "name",
  "title-en": "text",
  number: "number",
  keyword: "name",
  said: "text",
};
const INCIDENT: Kinds = { number: "number", description: "text", area: "address", cause: "text" };

function asked(kind: SearchKind, kinds: Kinds, written: Written, typed: string): Asked {
  const fields = Object.entries(kinds).flatMap(([name, of]) =>
    [written[name] ?? []].flat().map((text): Field => ({ kind: of, name, text })),
  );
  return { kind, fields, typed: typed.split("|") };
}
