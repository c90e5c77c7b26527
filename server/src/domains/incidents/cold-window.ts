import type { Case } from "@warmline/shared/cases/model.ts";
import {
  clusterAround,
  coldFlatOf,
  type ClusterLimits,
  type ColdFlat,
} from "@warmline/shared/incidents/cold-cluster.ts";
import type { Incident } from "@warmline/shared/incidents/model.ts";
import type { Place } from "@warmline/shared/households/model.ts";
import type { PlaceOf } from "./homes.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";

/**
 * The flats that are cold lately, by station: whether one more makes them enough is told without a
 * read. What it takes for a cluster is asked of the store before anything is declared.
 */
export class ColdWindow {
  readonly #limits: ClusterLimits;
  readonly #stations = new Map<string, Map<string, ColdFlat>>();
  readonly #stationOf = new Map<string, string>();

  constructor(limits: ClusterLimits) {
    this.#limits = limits;
  }

  /** Takes in or drops what changed; answers the cases that make a cluster, one of each place. */
  see(
    changed: readonly Case[],
    placeOf: PlaceOf,
    open: readonly Incident[],
    now: Instant,
  ): string[] {
    this.#forget(now);
    const cold = changed.flatMap((one) => this.#note(one, placeOf(one), now) ?? []);
    const tipping = new Map<string, string>();
    for (const { caseId, place } of cold) {
      const flats = [...(this.#stations.get(place.stationId)?.values() ?? [])];
      const cluster = clusterAround(place, flats, open, { now, limits: this.#limits });
      if (cluster !== null) tipping.set(cluster.nodeId, caseId);
    }
    return [...tipping.values()];
  }

  #note(caseRecord: Case, place: Place | undefined, now: Instant): ColdFlat | null {
    const flat = coldFlatOf(caseRecord, place);
    this.#drop(caseRecord.id);
    if (flat === null || flat.openedAt < this.#since(now)) return null;
    const { stationId } = flat.place;
    const flats = this.#stations.get(stationId) ?? new Map<string, ColdFlat>();
    this.#stations.set(stationId, flats.set(flat.caseId, flat));
    this.#stationOf.set(flat.caseId, stationId);
    return flat;
  }

  #drop(caseId: string): void {
    this.#stations.get(this.#stationOf.get(caseId) ?? "")?.delete(caseId);
    this.#stationOf.delete(caseId);
  }

  #forget(now: Instant): void {
    const since = this.#since(now);
    for (const [stationId, flats] of this.#stations) {
      for (const { caseId, openedAt } of flats.values()) if (openedAt < since) this.#drop(caseId);
      if (flats.size === 0) this.#stations.delete(stationId);
    }
  }

  #since(now: Instant): Instant {
    return later(now, -this.#limits.withinMs);
  }
}
