import { cases, type Case } from "@warmline/shared/cases/model.ts";
import {
  clusterAround,
  coldFlatOf,
  type Cluster,
  type ClusterLimits,
  type ColdFlat,
} from "@warmline/shared/incidents/cold-cluster.ts";
import { incidents, type Area } from "@warmline/shared/incidents/model.ts";
import { declare } from "@warmline/shared/incidents/rules.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { findAreas } from "./areas.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { nextNumber, type TakenNumber } from "./declare-incident.ts";
import { placesOf } from "./homes.ts";

const HOUR_MS = 3_600_000;

export function clusterLimits(config: Config): ClusterLimits {
  return {
    withinMs: config.COLD_CLUSTER_HOURS * HOUR_MS,
    unit: config.COLD_CLUSTER_UNIT,
    building: config.COLD_CLUSTER_BUILDING,
    station: config.COLD_CLUSTER_STATION,
  };
}

interface Proposing {
  /** The case that made them enough. */
  readonly caseId: string;
  readonly limits: ClusterLimits;
}

interface Found {
  readonly cluster: Cluster;
  readonly areas: readonly Area[];
  readonly taken: TakenNumber;
}

/** How many of the cases are named in words; the incident's page lists all that join. */
const NAMED = 10;

/**
 * 疑似片区不热: declares a suspected incident where enough flats around a case are cold; a person
 * confirms it or says that it was none. Where they are not, or an incident is there already,
 * nothing is done: it may be asked again, late or by two at once. Refusals: none that its input
 * can bring.
 */
export const proposeCluster = command({
  name: "incidents.propose",
  mutex: () => "incidents/declare",
  scope: "anywhere",
  async load(reads, { caseId, limits }: Proposing, moment) {
    const cluster = await findCluster(reads, caseId, { now: moment.at, limits });
    if (cluster === null) return ok(null);
    const areas = await findAreas(reads, [cluster.nodeId], moment);
    if (!areas.ok) return ok(null);
    return ok({ cluster, areas: areas.value, taken: await nextNumber(reads, moment.at) });
  },
  decide: (found: Found | null, _, moment) =>
    found === null ? ok(NOTHING) : proposed(found, moment),
});

const NOTHING: Decision<{ readonly id: string | null }> = {
  value: { id: null },
  writes: [],
  subjects: [],
};

/** Of those that are over, so many that began last: no more are over within some hours. */
const OVER_MAX = 100;
const NEWEST_FIRST = { index: "byOpen", order: "descending" } as const;

async function findCluster(
  reads: Reads,
  caseId: string,
  at: { readonly now: Instant; readonly limits: ClusterLimits },
): Promise<Cluster | null> {
  const since = later(at.now, -at.limits.withinMs);
  const tipping = await reads.unguarded.get(cases, caseId);
  if (tipping?.branchId === undefined) return null;
  const where = { branchId: tipping.branchId, open: true };
  const query = { index: "byBranch", where, from: since };
  const [recent, open, over] = await Promise.all([
    findAll({ store: reads.unguarded }, cases, query),
    // A guard: of two who propose at once one finds the other's.
    findAll({ store: reads }, incidents, { index: "byOpen", where: { open: true } }),
    reads.unguarded.find(incidents, { ...NEWEST_FIRST, where: { open: false }, limit: OVER_MAX }),
  ]);
  const flats = await coldFlats(reads, recent);
  const place = flats.find((one) => one.caseId === caseId)?.place;
  const lately = over.filter(({ history }) => (history.at(-1)?.at ?? since) >= since);
  return place === undefined ? null : clusterAround(place, flats, [...open, ...lately], at);
}

async function coldFlats(reads: Reads, found: readonly Case[]): Promise<ColdFlat[]> {
  const placeOf = await placesOf({ store: reads.unguarded }, found);
  return found.flatMap((one) => coldFlatOf(one, placeOf(one)) ?? []);
}

function proposed({ cluster, areas, taken: { number, write } }: Found, moment: Moment) {
  const { flats } = cluster;
  const id = moment.nextId();
  const description = formatMessage(BY_ITSELF.language, "incidents.proposed", {
    count: flats.length,
    numbers: flats
      .slice(0, NAMED)
      .map((flat) => flat.number)
      .join("、"),
  });
  const facts = { kind: "cold-cluster", suspected: true, startedAt: flats[0]!.openedAt } as const;
  const declared = declare({ ...facts, id, number, areas, description }, moment);
  return mapOk(declared, (incident): Decision<{ readonly id: string | null }> => ({
    value: { id },
    writes: [insert(incidents, incident), write],
    subjects: [`incidents/${id}`],
    reason: description,
  }));
}
