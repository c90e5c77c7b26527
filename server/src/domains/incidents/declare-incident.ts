import type { declareIncident as wire } from "@warmline/shared/incidents/api.ts";
import { incidents, incidentSeries, type Area } from "@warmline/shared/incidents/model.ts";
import type { ChangedIncident } from "@warmline/shared/incidents/rows.ts";
import { declare } from "@warmline/shared/incidents/rules.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { insert, put, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAreas } from "./areas.ts";
import { changedIncident } from "./on-incident.ts";

type Declared = OutputOf<NonNullable<typeof wire.body>>;

export interface TakenNumber {
  readonly number: string;
  readonly write: Write;
}

interface Loaded {
  readonly areas: readonly Area[];
  readonly taken: TakenNumber;
}

type Refusal = "area-unknown" | "out-of-scope" | "starts-later" | "return-before-start";

/**
 * 登记事件. Refusals, in this order: `area-unknown`, `out-of-scope`, `starts-later`,
 * `return-before-start`.
 */
export const declareIncident = command({
  name: "incidents.declare",
  mutex: () => "incidents/declare",
  scope: "anywhere",
  async load(reads, { nodeIds }: Declared, moment): Promise<Result<Loaded, Refusal>> {
    const areas = await findAreas(reads, nodeIds, moment);
    const taken = await nextNumber(reads, moment.at);
    return mapOk(areas, (found) => ({ areas: found, taken }));
  },
  decide({ areas, taken: { number, write } }, { nodeIds: _, ...facts }, moment) {
    const id = moment.nextId();
    const declared = declare({ ...facts, id, number, areas }, moment);
    return mapOk(declared, (incident): Decision<ChangedIncident> => ({
      value: changedIncident({ ...incident, rev: 1 }),
      writes: [insert(incidents, incident), write],
      subjects: [`incidents/${id}`],
      reason: facts.description,
    }));
  },
});

/** Incidents of a day are numbered without gaps; they are too few to be numbered ahead. */
export async function nextNumber(reads: Reads, at: Instant): Promise<TakenNumber> {
  const day = cityDate(at).replaceAll("-", "");
  const series = await reads.get(incidentSeries, day);
  const next = { id: day, last: (series?.last ?? 0) + 1 };
  const write = put(incidentSeries, series, next);
  return { number: `SJ${day}-${String(next.last).padStart(4, "0")}`, write };
}
