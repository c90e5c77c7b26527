import { ok } from "@warmline/shared/kernel/result.ts";
import { cityDate, daysFrom, daysInclusive, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { TemperatureRow } from "@warmline/shared/staffing/api.ts";
import { outdoorTemperatures, type OutdoorTemperature } from "@warmline/shared/staffing/model.ts";
import { checkDay, nextTemperature } from "@warmline/shared/staffing/temperature.ts";
import { put } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";

export interface SettingTemperature {
  readonly day: CityDate;
  /** 0: none was entered. */
  readonly rev: number;
  /** null: taken back. */
  readonly lowestDeci: number | null;
}

/** Each of the days from … to (included), whether or not it has one. */
export async function readTemperatures(
  { store }: Pick<Deps, "store">,
  from: CityDate,
  to: CityDate,
): Promise<TemperatureRow[]> {
  const days = daysFrom(from, daysInclusive(from, to));
  const entered = await store.getMany(outdoorTemperatures, days);
  const byDay = new Map(entered.map((one) => [one.day, one]));
  return days.map((day) => rowOf(day, byDay.get(day) ?? null));
}

/**
 * Enters, corrects or takes back how cold a day was or will be, seen at `rev`; the same once more
 * is no change. Refusals: `day-too-far`.
 */
export const setTemperature = command({
  name: "staffing.set-temperature",
  scope: "city",
  async load(reads, { day }: SettingTemperature, { at }) {
    const checked = checkDay(day, cityDate(at));
    return checked.ok ? ok(await reads.get(outdoorTemperatures, day)) : checked;
  },
  seen: (current, { day, rev }) => ({
    seen: rev,
    now: current?.rev ?? 0,
    subject: `${outdoorTemperatures.name}/${day}`,
  }),
  decide(current, { day, lowestDeci }) {
    const before = rowOf(day, current);
    if (before.lowestDeci === lowestDeci) return ok({ value: before, writes: [], subjects: [] });
    const next = nextTemperature(current, { day, lowestDeci });
    return ok({
      value: rowOf(day, { ...next, rev: before.rev + 1 }),
      writes: [put(outdoorTemperatures, current, next)],
      subjects: [`${outdoorTemperatures.name}/${day}`],
    });
  },
});

function rowOf(day: CityDate, found: OutdoorTemperature | null): TemperatureRow {
  const { rev = 0, lowestDeci = null, former = [] } = found ?? {};
  return { day, rev, lowestDeci, former };
}
