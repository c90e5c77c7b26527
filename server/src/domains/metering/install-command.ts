import type { HeatUnit } from "@warmline/shared/catalogue/metered-rule.ts";
import {
  aliases,
  aliasId,
  aliasNumber,
  type Alias,
  type AliasClaim,
} from "@warmline/shared/households/alias.ts";
import type { HeatMilli } from "@warmline/shared/kernel/heat.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import {
  meterReadings,
  meters,
  type Meter,
  type Reading,
} from "@warmline/shared/metering/model.ts";
import { refuseImplausible, type PlausibleCode } from "@warmline/shared/metering/plausible.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import { aliasesMoved } from "../households/index.ts";
import {
  meteredRuleOn,
  meterOn,
  mostOf,
  readingsOf,
  readMetered,
  refuseAhead,
  type OnMeterCode,
  type RuledMeters,
} from "./on-meters.ts";

const METERS_MAX = 30;

interface LastFigure {
  readonly meterId: string;
  readonly figureMilli: HeatMilli;
}

export interface InstallMeter {
  /** The household. */
  readonly id: string;
  readonly number: string;
  readonly heatUnit: HeatUnit;
  readonly day: CityDate;
  readonly figureMilli: HeatMilli;
  /** 换表: the one that is taken off on the same day, with its last figure. */
  readonly replaces?: LastFigure | undefined;
  readonly reason?: string | undefined;
}

interface Claims {
  readonly alias: Result<Alias, "alias-wrong">;
  /** Of the number that it gets. */
  readonly claim: AliasClaim | null;
  /** Of the number of the one that goes. */
  readonly former: AliasClaim | null;
}

type Installing = RuledMeters & Claims;

type RemoveCode = OnMeterCode | "meter-removed" | PlausibleCode;
type Code = RemoveCode | "alias-wrong" | "alias-taken" | "aliases-full" | "meters-full";

/**
 * 装表、换表: a meter begins to count with its first figure, in the place of one that ends with its
 * last; the household is found by its number from then on. Its inverse is removing it. Refusals, in
 * this order: `not-found`, `alias-wrong`, `day-ahead`, `alias-taken`, of what it replaces those of
 * `removal`, `aliases-full`, `meters-full`.
 */
export const installMeter = command({
  name: "metering.install",
  mutex: ({ id }: InstallMeter) => `meters/${id}`,
  scope: ({ household }: Installing) => household.place,
  async load(reads, input): Promise<Result<Installing, "not-found" | Code>> {
    const { id, day, replaces } = input;
    const found = await readMetered(reads, id);
    if (!found.ok) return found;
    const alias = mapOk(aliasNumber(input.number), (number): Alias => ({
      scheme: "meter",
      number,
    }));
    const old = found.value.meters.find((one) => one.id === replaces?.meterId);
    const [claim, former, ruled] = await Promise.all([
      alias.ok ? reads.get(aliases, aliasId(alias.value)) : null,
      old === undefined ? null : reads.get(aliases, aliasId(ofMeter(old))),
      meteredRuleOn(reads, day),
    ]);
    return ok({ ...found.value, ruled, alias, claim, former });
  },
  decide(state, input, moment): Result<Decision<{ readonly id: string }>, Code> {
    const { alias, claim, household } = state;
    if (!alias.ok) return alias;
    const ahead = refuseAhead(input.day, moment.at);
    if (ahead !== null) return ahead;
    const isOwn = claim?.householdId === household.id;
    const { number } = alias.value;
    const counts = state.meters.some((one) => one.number === number && !one.removedOn);
    if (counts || (!isOwn && claim?.householdId)) return refuse("alias-taken");
    const { replaces, day, reason, heatUnit, figureMilli } = input;
    const gone = replaces && removal(state, { ...replaces, day, reason }, moment);
    if (gone !== undefined && !gone.ok) return gone;
    const moved = claimed(state, { taken: isOwn ? null : alias.value, gone: gone?.value.meter });
    if (!moved.ok) return moved;
    if (state.meters.length >= METERS_MAX) return refuse("meters-full", { limit: METERS_MAX });
    const meterId = moment.nextId();
    const meter = { id: meterId, householdId: household.id, number, heatUnit, installedOn: day };
    const first = { householdId: household.id, meterId, day, figureMilli, reason };
    return ok({
      value: { id: meterId },
      writes: [
        ...(gone?.value.writes ?? []),
        insert(meters, meter),
        figure(first, moment),
        ...moved.value,
      ],
      subjects: [`households/${household.id}`, `meters/${meterId}`],
      reason,
    });
  },
});

function ofMeter({ number }: Pick<Meter, "number">): Alias {
  return { scheme: "meter", number };
}

/** What the numbers of meters that come and go change of the household. */
function claimed(
  { household, claim, former }: Pick<Installing, "household" | "claim" | "former">,
  { taken, gone }: { readonly taken: Alias | null; readonly gone?: Meter | undefined },
): Result<readonly Write[], "aliases-full"> {
  const given =
    gone !== undefined && former?.householdId === household.id
      ? { alias: ofMeter(gone), claim: former }
      : undefined;
  if (given === undefined && taken === null) return ok([]);
  const next = taken === null ? undefined : { alias: taken, claim };
  return mapOk(aliasesMoved(household, { given, taken: next }, undefined), ({ writes }) => writes);
}

type Figured = Pick<Reading, "householdId" | "meterId" | "day" | "figureMilli"> & {
  readonly reason: string | undefined;
};

/** Its first figure, or its last. */
function figure({ reason, ...of }: Figured, { nextId, at, actor }: Moment): Write {
  const why = reason === undefined ? {} : { reason };
  const by = { at, byName: actor.name };
  return insert(meterReadings, { id: nextId(), ...of, source: "read", ...why, ...by });
}

type Removal = LastFigure & Pick<InstallMeter, "day" | "reason">;

/**
 * A meter ends with its last figure. Refusals, in this order: `meter-unknown`, `day-ahead`,
 * `day-outside-meter`, `meter-removed`, and unless a reason is given those of `refuseImplausible`.
 */
function removal(
  state: RuledMeters,
  { reason, ...last }: Removal,
  moment: Moment,
): Result<{ readonly meter: Meter; readonly writes: readonly Write[] }, RemoveCode> {
  const found = meterOn(state, last, moment);
  if (!found.ok) return found;
  const meter = found.value;
  const { id, number, householdId, removedOn } = meter;
  if (removedOn !== undefined) return refuse("meter-removed", { number, day: removedOn });
  const unlikely = refuseImplausible(readingsOf(state, id), last, mostOf(state));
  if (unlikely !== null && reason === undefined) return unlikely;
  const writes = [
    replace(meters, meter, { ...meter, removedOn: last.day }),
    figure({ householdId, ...last, reason }, moment),
  ];
  return ok({ meter, writes });
}

export interface RemoveMeter extends LastFigure {
  /** The household. */
  readonly id: string;
  readonly day: CityDate;
  readonly reason: string;
}

type Removing = RuledMeters & Pick<Installing, "former" | "claim">;

/**
 * 拆表: a meter ends with its last figure, and its number is free. Its inverse is installing it
 * again. Refusals, in this order: `not-found`, those of `removal`.
 */
export const removeMeter = command({
  name: "metering.remove",
  mutex: ({ id }: RemoveMeter) => `meters/${id}`,
  scope: ({ household }: Removing) => household.place,
  async load(reads, { id, day, meterId }): Promise<Result<Removing, "not-found" | RemoveCode>> {
    const found = await readMetered(reads, id);
    if (!found.ok) return found;
    const meter = found.value.meters.find((one) => one.id === meterId);
    const [former, ruled] = await Promise.all([
      meter === undefined ? null : reads.get(aliases, aliasId(ofMeter(meter))),
      meteredRuleOn(reads, day),
    ]);
    return ok({ ...found.value, ruled, former, claim: null });
  },
  decide(state, input, moment): Result<Decision<{ readonly id: string }>, RemoveCode> {
    const { id: householdId, meterId, reason } = input;
    const gone = removal(state, input, moment);
    if (!gone.ok) return gone;
    const moved = claimed(state, { taken: null, gone: gone.value.meter });
    return ok({
      value: { id: meterId },
      writes: [...gone.value.writes, ...(moved.ok ? moved.value : [])],
      subjects: [`households/${householdId}`, `meters/${meterId}`],
      reason,
    });
  },
});
