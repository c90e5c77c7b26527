import { CATEGORIES, type CaseCategory } from "../cases/categories.ts";

interface KindRules {
  readonly zh: string;
  readonly en: string;
  /** Families of cases that have this cause as a matter of course, where their flat lies inside. */
  readonly surely: readonly string[];
}

/**
 * 事件种类: all that tells one kind of incident from another; the next one is one more row. A leak in
 * a flat may be its own beside one in the street, so that only the cold is surely of an incident.
 */
const rows = {
  outage: { zh: "停热", en: "Outage", surely: ["heat"] },
  "cold-cluster": { zh: "片区不热", en: "Cold cluster", surely: ["heat"] },
  leak: { zh: "管网泄漏", en: "Leak in the network", surely: ["heat"] },
} as const satisfies Readonly<Record<string, KindRules>>;

export type IncidentKind = keyof typeof rows;
export const KINDS: Readonly<Record<IncidentKind, KindRules>> = rows;
/** In the order in which forms offer them. */
export const INCIDENT_KINDS = Object.keys(rows) as readonly IncidentKind[];

export function isSurelyOf(kind: IncidentKind, category: CaseCategory): boolean {
  const { family } = CATEGORIES[category];
  return family !== null && KINDS[kind].surely.includes(family);
}

type Names<Language extends "zh" | "en"> = {
  readonly [Kind in IncidentKind as `incidents.kind.${Kind}`]: (typeof rows)[Kind][Language];
};

/** What the catalogue of a language says of them, by `incidents.kind.<kind>`. */
export function kindNames<Language extends "zh" | "en">(language: Language): Names<Language> {
  const named = INCIDENT_KINDS.map((one) => [`incidents.kind.${one}`, rows[one][language]]);
  return Object.fromEntries(named) as Names<Language>;
}
