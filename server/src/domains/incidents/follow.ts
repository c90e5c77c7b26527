import { cases } from "@warmline/shared/cases/model.ts";
import { takesIn } from "@warmline/shared/incidents/joining.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { orderBringingAlong } from "./bring-along-job.ts";
import { BY_ITSELF, runByItself, surelyIn } from "./by-itself.ts";
import { joinByItself } from "./by-itself-commands.ts";

/**
 * Follows the log: a case that is surely of a known incident joins it, and what an incident came to
 * is a job for its cases. Every node does so; whoever is second finds it done. What was committed
 * while no server ran is found by the jobs that are ordered at the start.
 */
export async function followIncidents(deps: Deps): Promise<void> {
  const { store } = deps;
  /** Those that take in cases by themselves: without any, no filing is looked at. */
  const known = new Map<string, Incident>();

  async function see(changed: readonly Incident[]): Promise<void> {
    for (const incident of changed) {
      if (takesIn(incident)) known.set(incident.id, incident);
      else known.delete(incident.id);
      await orderBringingAlong(deps, incident);
    }
  }

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    await see(await store.getMany(incidents, idsIn(batch, incidents.name)));
    if (known.size === 0) return;
    const changed = await store.getMany(cases, idsIn(batch, cases.name));
    for (const meeting of await surelyIn(deps, [...known.values()], changed)) {
      await runByItself(deps, BY_ITSELF, joinByItself, meeting);
    }
  }

  const head = await store.head();
  await see(await findAll(deps, incidents, { index: "byOpen", where: { open: true } }));
  const follower = store.follow(head, handle, { name: "incidents" });
  deps.onStop(() => follower.stop());
}

function idsIn(batch: readonly LogEntry[], collection: string): string[] {
  const ids = batch.flatMap(({ writes }) =>
    writes.filter((write) => write.collection === collection).map(({ id }) => id),
  );
  return [...new Set(ids)];
}
