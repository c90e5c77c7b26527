import { households, type Household } from "@warmline/shared/households/model.ts";
import { isInside } from "@warmline/shared/incidents/areas.ts";
import type { IncidentEvent } from "@warmline/shared/incidents/event.ts";
import { expectedReturn, incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { noticePreferences, type NoticeAbout } from "@warmline/shared/notices/model.ts";
import type { NewNotice } from "@warmline/shared/notices/rules.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { boundChats, HOUSEHOLDS_AT_ONCE } from "./bound-chats.ts";
import { mobileOf } from "./mobile.ts";
import { noticeId, raiseAll } from "./raise-command.ts";

/** What of an incident's history is told; null: nothing. */
function toldBy({ kind, data }: IncidentEvent): "outage" | "restored" | null {
  if (kind === "restored") return "restored";
  const known = kind === "confirmed" || (kind === "declared" && data?.["state"] === "confirmed");
  return known ? "outage" : null;
}

/** What was long ago nobody is told any more. */
const LATELY_MS = 6 * 3_600_000;

interface Order {
  readonly incidentId: string;
  /** In the incident's history. */
  readonly place: number;
}

/**
 * 停热与恢复: to the chats of all households inside, and by text message to those who wish it: who
 * reported the cold has one about their case.
 */
export const spreadJob = job<Order>({
  name: "notices.spread",
  deadlineMs: 3_600_000,
  async run(deps, { incidentId, place }, { signal }) {
    const incident = await deps.store.get(incidents, incidentId);
    const event = incident?.history[place];
    const told = event === undefined ? null : toldBy(event);
    if (incident === null || told === null) return;
    // Restored, doubted or cancelled meanwhile: nobody is told of what holds no more.
    if ((told === "outage") !== STILL_COLD.has(incident.state)) return;
    for await (const homes of homesInside(deps, incident)) {
      signal.throwIfAborted();
      await raiseAll(deps, await noticesFor(deps, incident, told, place, homes));
    }
  },
});

const STILL_COLD: ReadonlySet<Incident["state"]> = new Set(["confirmed", "repairing"]);

/** Each event of an incident is one job, whoever wants it. */
export async function orderSpreading(deps: Deps, changed: readonly Incident[]): Promise<void> {
  const since = later(deps.clock.now(), -LATELY_MS);
  for (const { id, history } of changed) {
    for (const [place, event] of history.entries()) {
      if (event.at <= since || toldBy(event) === null) continue;
      const payload = { incidentId: id, place };
      await deps.jobs.enqueue(spreadJob, { key: `${id}/${place}`, payload });
    }
  }
}

/** In pages; those of a building by themselves, others by their branch. */
async function* homesInside(
  { store }: Pick<Deps, "store">,
  { areas }: Incident,
): AsyncGenerator<Household[]> {
  const buildings = areas.filter(({ kind }) => kind === "building").map(({ nodeId }) => nodeId);
  const rest = areas.filter(({ kind }) => kind !== "building");
  const branches = new Set(rest.map(({ branchId }) => branchId));
  const queries = [
    ...buildings.map((id) => ({ index: "byBuilding", where: { "place.buildingId": id } })),
    ...[...branches].map((id) => ({ index: "byBranch", where: { "place.branchId": id } })),
  ];
  for (const query of queries) {
    for await (const page of findPages(store, households, query, HOUSEHOLDS_AT_ONCE)) {
      yield page.filter(({ place }) => isInside(areas, place));
    }
  }
}

async function noticesFor(
  deps: Pick<Deps, "store">,
  incident: Incident,
  kind: "outage" | "restored",
  place: number,
  homes: readonly Household[],
): Promise<NewNotice[]> {
  const ids = homes.map(({ id }) => id);
  const [chats, preferences] = await Promise.all([
    boundChats(deps, ids),
    deps.store.getMany(noticePreferences, ids),
  ]);
  const texted = new Set(preferences.flatMap(({ id, sms }) => (sms.includes("outage") ? id : [])));
  // Of several households in one chat, or of one owner, it is told once.
  const fact = `incident/${incident.id}/${place}`;
  return homes.flatMap((home) => {
    const about = aboutOf(incident, kind, home);
    const of = { about, householdId: home.id, branchId: home.place.branchId };
    const phone = texted.has(home.id) ? mobileOf(home) : undefined;
    return [
      ...(chats.get(home.id) ?? []).map(({ id: chatId }) => {
        return { ...of, id: noticeId(fact, chatId), chatId };
      }),
      ...(phone === undefined ? [] : [{ ...of, id: noticeId(fact, phone), phone }]),
    ];
  });
}

function aboutOf(incident: Incident, kind: "outage" | "restored", home: Household): NoticeAbout {
  const { community, building } = home.address;
  const of = {
    incidentId: incident.id,
    incident: incident.kind,
    place: `${community}${building}`,
  };
  return kind === "restored"
    ? { kind, ...of }
    : { kind, ...of, returnAt: expectedReturn(incident) };
}
