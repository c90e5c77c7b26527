import { AREA_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { holdsOn, isWithdrawn } from "@warmline/shared/households/tariffs.ts";
import type { SeasonRow, TariffRow } from "@warmline/shared/households/prices-api.ts";

export type TariffState = "in-force" | "coming" | "past" | "withdrawn";

export function tariffState(tariff: TariffRow, today: CityDate): TariffState {
  if (isWithdrawn(tariff)) return "withdrawn";
  if (tariff.from > today) return "coming";
  return tariff.to === null || today < tariff.to ? "in-force" : "past";
}

/** The price of heat by area that holds on `day`: a season is charged by that of its first day. */
export function priceOn(
  tariffs: readonly TariffRow[],
  priceClass: string,
  day: CityDate,
): TariffRow | undefined {
  return tariffs.find(
    (one) => one.component === AREA_COMPONENT && one.priceClass === priceClass && holdsOn(one, day),
  );
}

/** The seasons that are charged by a price, as they are listed: by that of heat by area alone. */
export function seasonsOf(tariff: TariffRow, seasons: readonly SeasonRow[]): readonly string[] {
  if (tariff.component !== AREA_COMPONENT) return [];
  return seasons.filter(({ from }) => holdsOn(tariff, from)).map(({ id }) => id);
}

/** The name of the season after `newest`, with the same days a year later. */
export function seasonAfter(newest: SeasonRow | undefined, today: CityDate) {
  const year = newest === undefined ? Number(today.slice(0, 4)) : Number(newest.id.slice(5));
  const [from, to] = [newest?.from.slice(4) ?? "-11-15", newest?.to.slice(4) ?? "-03-15"];
  return { name: `${year}-${year + 1}`, from: `${year}${from}`, to: `${year + 1}${to}` };
}
