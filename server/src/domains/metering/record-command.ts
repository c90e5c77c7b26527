import type { HeatMilli } from "@warmline/shared/kernel/heat.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { meterReadings, type Reading } from "@warmline/shared/metering/model.ts";
import {
  estimatedFigure,
  meteredArea,
  refuseImplausible,
  type PlausibleCode,
} from "@warmline/shared/metering/plausible.ts";
import { standing } from "@warmline/shared/metering/spans.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import {
  meteredRuleOn,
  meterOn,
  mostOf,
  readingsOf,
  readMetered,
  type OnMeterCode,
  type RuledMeters,
} from "./on-meters.ts";

export interface RecordReading {
  /** The household. */
  readonly id: string;
  readonly meterId: string;
  readonly day: CityDate;
  /** Absent: it is estimated. */
  readonly figureMilli?: HeatMilli | undefined;
  readonly corrects?: string | undefined;
  readonly reason?: string | undefined;
}

type Code =
  | OnMeterCode
  | "reading-unknown"
  | "already-corrected"
  | "reason-needed"
  | "no-metered-rule"
  | PlausibleCode;

/**
 * 抄表、估抄、更正: adds a reading; nothing is ever changed. Its inverse is its correction. Refusals, in
 * this order: `not-found`, `meter-unknown`, `day-ahead`, `day-outside-meter`, `reading-unknown`,
 * `already-corrected`, `reason-needed` (of a correction), `no-metered-rule` (of an
 * estimate; or nothing is settled by meter), and
 * unless a reason is given `figure-falls`, `figure-high`.
 */
export const recordReading = command({
  name: "metering.record",
  mutex: ({ id }: RecordReading) => `meters/${id}`,
  scope: ({ household }: RuledMeters) => household.place,
  async load(reads, { id, day }): Promise<Result<RuledMeters, "not-found" | Code>> {
    const found = await readMetered(reads, id);
    return found.ok ? ok({ ...found.value, ruled: await meteredRuleOn(reads, day) }) : found;
  },
  decide(state, input, moment): Result<Decision<{ readonly id: string }>, Code> {
    const { id: householdId, meterId, day, corrects, reason } = input;
    const meter = meterOn(state, input, moment);
    if (!meter.ok) return meter;
    const own = readingsOf(state, meterId);
    const others = own.filter((one) => one.id !== corrects);
    const barred = corrects === undefined ? null : refuseCorrecting(own, corrects, reason);
    if (barred !== null) return barred;
    const said = figureOf(state, others, input);
    if (!said.ok) return said;
    const unlikely = refuseImplausible(others, { day, ...said.value }, mostOf(state));
    if (unlikely !== null && reason === undefined) return unlikely;
    const reading: Body<Reading> = {
      id: moment.nextId(),
      householdId,
      meterId,
      day,
      ...said.value,
      ...(corrects === undefined ? {} : { source: "corrected", corrects }),
      ...(reason === undefined ? {} : { reason }),
      at: moment.at,
      byName: moment.actor.name,
    };
    return ok({
      value: { id: reading.id },
      writes: [insert(meterReadings, reading)],
      subjects: [`households/${householdId}`, `meters/${meterId}`],
      reason,
    });
  },
});

function refuseCorrecting(own: readonly Reading[], corrects: string, reason: string | undefined) {
  if (!own.some(({ id }) => id === corrects)) return refuse("reading-unknown");
  if (own.some((one) => one.corrects === corrects)) return refuse("already-corrected");
  return reason === undefined ? refuse("reason-needed") : null;
}

type Figure = Pick<Reading, "figureMilli" | "source" | "estimate">;

/** As it was read; otherwise by the days of heat since the reading before. */
function figureOf(
  { household, ruled }: RuledMeters,
  others: readonly Reading[],
  { day, figureMilli }: RecordReading,
): Result<Figure, "no-metered-rule"> {
  if (figureMilli !== undefined) return ok({ figureMilli, source: "read" });
  const before = standing(others).findLast((one) => one.day <= day);
  const area = meteredArea(household.spaces);
  if (ruled === null || before === undefined || area === 0) {
    return refuse("no-metered-rule", { day });
  }
  const { season, metered } = ruled;
  const { rule, ruleCode, catalogueVersion } = metered;
  const { figureMilli: figure, ...by } = estimatedFigure(before, day, { season, rule, area });
  const estimate = { ruleCode, catalogueVersion, ...by };
  return ok({ figureMilli: figure, source: "estimated", estimate });
}
