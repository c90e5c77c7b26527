import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { MetersAnswer } from "@warmline/shared/metering/api.ts";
import type { Reading } from "@warmline/shared/metering/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { readMetered } from "./on-meters.ts";

/** 热表与读数 of a household. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function metersOf(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  householdId: string,
): Promise<Result<MetersAnswer, "not-found" | "out-of-scope">> {
  const found = await readMetered(store, householdId);
  if (!found.ok) return found;
  const { household, meters, readings } = found.value;
  if (!within(actor, household.place)) return refuse("out-of-scope");
  const correctedBy = new Map(readings.map(({ id, corrects }) => [corrects, id]));
  const newest = readings.toReversed();
  return ok({
    meters: meters.toReversed().map(({ id, number, heatUnit, installedOn, removedOn }) => ({
      id,
      number,
      heatUnit,
      installedOn,
      ...(removedOn === undefined ? {} : { removedOn }),
      readings: newest
        .filter(({ meterId }) => meterId === id)
        .map((one) => answerOf(one, correctedBy.get(one.id))),
    })),
  });
}

function answerOf(
  { id, day, figureMilli, source, corrects, estimate, reason, at, byName }: Reading,
  correctedBy: string | undefined,
): MetersAnswer["meters"][number]["readings"][number] {
  return {
    id,
    day,
    figureMilli,
    source,
    ...(corrects === undefined ? {} : { corrects }),
    ...(correctedBy === undefined ? {} : { correctedBy }),
    ...(estimate === undefined ? {} : { estimate }),
    ...(reason === undefined ? {} : { reason }),
    at,
    byName,
  };
}
