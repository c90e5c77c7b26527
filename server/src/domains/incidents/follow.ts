import { CASE_CATEGORIES, type CaseCategory } from "@warmline/shared/cases/categories.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { ClusterLimits } from "@warmline/shared/incidents/cold-cluster.ts";
import { mayJoinByItself, takesIn } from "@warmline/shared/incidents/joining.ts";
import { isSurelyOf } from "@warmline/shared/incidents/kinds.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { orderBringingAlong } from "./bring-along-job.ts";
import { BY_ITSELF, runByItself, surelyIn } from "./by-itself.ts";
import { joinByItself } from "./by-itself-commands.ts";
import { ColdWindow } from "./cold-window.ts";
import { placesOf } from "./homes.ts";
import { clusterLimits, proposeCluster } from "./propose-cluster.ts";

/**
 * Follows the log: a case that is surely of a known incident joins it, enough cold flats in one
 * place are proposed as one, and what an incident came to is a job for its cases. Every node does
 * so; whoever is second finds it done. What was committed while no server ran is found at the
 * start, by the same look and by the jobs that are ordered then.
 */
export async function followIncidents(deps: Deps): Promise<void> {
  const { store } = deps;
  const open = new Map<string, Incident>();
  const limits = clusterLimits(deps.config);
  const cold = new ColdWindow(limits);

  async function see(changed: readonly Incident[]): Promise<void> {
    for (const incident of changed) {
      if (incident.open) open.set(incident.id, incident);
      else open.delete(incident.id);
      await orderBringingAlong(deps, incident);
    }
  }

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    await see(await store.getMany(incidents, idsIn(batch, incidents.name)));
    await seeCases(await store.getMany(cases, idsIn(batch, cases.name)));
  }

  async function seeCases(changed: readonly Case[]): Promise<void> {
    // Most commits are about money.
    if (changed.length === 0) return;
    const perhaps = changed.filter(mayJoinByItself);
    const placeOf = await placesOf(deps, perhaps);
    const known = [...open.values()].filter(takesIn);
    for (const meeting of surelyIn(known, perhaps, placeOf)) {
      await runByItself(deps, BY_ITSELF, joinByItself, meeting);
    }
    const now = deps.clock.now();
    for (const caseId of cold.see(changed, placeOf, [...open.values()], now)) {
      await runByItself(deps, BY_ITSELF, proposeCluster, { caseId, limits });
    }
  }

  const head = await store.head();
  await see(await findAll(deps, incidents, { index: "byOpen", where: { open: true } }));
  await seeCases(await coldLately(deps, limits));
  const follower = store.follow(head, handle, { name: "incidents" });
  deps.onStop(() => follower.stop());
}

/** Open cases about the cold from within the time: they may have become enough meanwhile. */
async function coldLately(deps: Deps, { withinMs }: ClusterLimits): Promise<Case[]> {
  const category = CASE_CATEGORIES.filter((one) => isSurelyOf("cold-cluster", one));
  const from = later(deps.clock.now(), -withinMs);
  const query = (one: CaseCategory) => ({
    index: "byCategory",
    where: { category: one, open: true },
    from,
  });
  const found = await Promise.all(category.map((one) => findAll(deps, cases, query(one))));
  return found.flat();
}

function idsIn(batch: readonly LogEntry[], collection: string): string[] {
  const ids = batch.flatMap(({ writes }) =>
    writes.filter((write) => write.collection === collection).map(({ id }) => id),
  );
  return [...new Set(ids)];
}
