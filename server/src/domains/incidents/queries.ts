import { within } from "@warmline/shared/access/scope.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { households, type Place } from "@warmline/shared/households/model.ts";
import { incidentsAt } from "@warmline/shared/incidents/areas.ts";
import { incidentRow, type IncidentRow } from "@warmline/shared/incidents/live.ts";
import { incidents, isOver, type Incident } from "@warmline/shared/incidents/model.ts";
import type { JoinedCase } from "@warmline/shared/incidents/rows.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { rowOf } from "../cases/index.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { homesOf } from "./homes.ts";
import { countInside } from "./households-inside.ts";
import { maySeeIncident, seeIncident } from "./see-incident.ts";

type Reading = Pick<Deps, "store">;

/** Of a store or of what a command reads. */
interface Finding {
  readonly store: Pick<Store, "find">;
}

interface Paging {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Open ones or those that are over, the newest first. */
export async function listIncidents(
  { store }: Reading,
  { actor }: Pick<Caller, "actor">,
  { state, limit, after: afterId }: Paging & { readonly state: "open" | "over" },
): Promise<{ incidents: IncidentRow[]; next: string | null }> {
  const after = afterId === undefined ? null : await store.get(incidents, afterId);
  const found = await store.find(incidents, {
    index: "byOpen",
    where: { open: state === "open" },
    order: "descending",
    limit,
    ...(after === null ? {} : { after }),
  });
  const next = found.length === limit ? (found.at(-1)?.id ?? null) : null;
  const seen = found.filter((incident) => maySeeIncident(actor, incident));
  return { incidents: seen.map(incidentRow), next };
}

/** All that are open: a handful, also on the worst day. */
export function openIncidents(deps: Finding): Promise<Incident[]> {
  return findAll(deps, incidents, { index: "byOpen", where: { open: true } });
}

/** The open incidents inside which a place lies, the oldest first. */
export async function openIncidentsAt(deps: Finding, place: Place): Promise<Incident[]> {
  return incidentsAt(await openIncidents(deps), place);
}

/** So far back is looked for those that are over: a winter's, in a city. */
const OVER_MAX = 500;

/** Those inside which a place lies where heat is back, the newest first. */
async function pastIncidentsAt({ store }: Reading, place: Place): Promise<Incident[]> {
  const newest = { index: "byOpen", order: "descending", limit: OVER_MAX } as const;
  const [open, closed] = await Promise.all([
    store.find(incidents, { ...newest, where: { open: true } }),
    store.find(incidents, { ...newest, where: { open: false } }),
  ]);
  const over = [...open, ...closed].filter(isOver);
  return incidentsAt(over, place).toReversed();
}

/**
 * The incidents inside which a household lies, open ones or those that are over. Refusals, in this
 * order: `not-found`, `out-of-scope`.
 */
export async function incidentsOfHousehold(
  deps: Reading,
  { actor }: Pick<Caller, "actor">,
  { id: householdId, state }: { readonly id: string; readonly state: "open" | "over" },
): Promise<Result<IncidentRow[], "not-found" | "out-of-scope">> {
  const household = await deps.store.get(households, householdId);
  if (household === null) return refuse("not-found");
  const { branchId } = household.place;
  if (!within(actor, { branchId })) return refuse("out-of-scope");
  const at = state === "open" ? openIncidentsAt : pastIncidentsAt;
  return ok((await at(deps, household.place)).map(incidentRow));
}

/** What joined, with whom to tell. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function casesOfIncident(
  deps: Reading,
  caller: Pick<Caller, "actor">,
  incidentId: string,
  { limit, after: afterId }: Paging,
): Promise<Result<{ cases: JoinedCase[]; next: string | null }, "not-found" | "out-of-scope">> {
  const incident = await seeIncident(deps, caller, incidentId);
  if (!incident.ok) return incident;
  const { store } = deps;
  const after = afterId === undefined ? null : await store.get(cases, afterId);
  const where = { incidentId, open: [true, false] };
  const page = { limit, ...(after === null ? {} : { after }) };
  const found = await store.find(cases, { index: "byIncident", where, ...page });
  const next = found.length === limit ? (found.at(-1)?.id ?? null) : null;
  const seen = found.filter(({ branchId }) => within(caller.actor, { branchId }));
  const homes = await homesOf(deps, seen);
  const rows = seen.map((one) => {
    const home = homes.get(one.householdId ?? "");
    return { ...rowOf(one), phone: one.contact.phone ?? home?.phones[0] };
  });
  return ok({ cases: rows, next });
}

/** How far it reaches. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function reachOf(
  deps: Reading,
  caller: Pick<Caller, "actor">,
  incidentId: string,
): Promise<
  Result<{ households: number; cases: number; openCases: number }, "not-found" | "out-of-scope">
> {
  const incident = await seeIncident(deps, caller, incidentId);
  if (!incident.ok) return incident;
  const count = (open: readonly boolean[]) =>
    deps.store.count(cases, { index: "byIncident", where: { incidentId, open } });
  const [inside, openCases, closedCases] = await Promise.all([
    countInside(deps, incident.value.areas),
    count([true]),
    count([false]),
  ]);
  return ok({ households: inside, cases: openCases + closedCases, openCases });
}
