import { listSeasons, listTariffs } from "@warmline/shared/households/prices-api.ts";
import type { SeasonRow, TariffRow } from "@warmline/shared/households/prices-api.ts";
import {
  listSeasonCalendars,
  type SeasonCalendarRow,
} from "@warmline/shared/households/season-calendars-api.ts";
import { call, type Answer } from "../call.ts";

/** Seasons and prices as the server has them; read anew after each command. */
export class PriceBook {
  seasons = $state.raw<readonly SeasonRow[] | null>(null);
  tariffs = $state.raw<readonly TariffRow[] | null>(null);
  calendars = $state.raw<readonly SeasonCalendarRow[]>([]);
  refusal = $state<string | null>(null);

  async load(): Promise<Answer<unknown>> {
    const [seasons, tariffs, calendars] = await Promise.all([
      call(listSeasons, {}),
      call(listTariffs, {}),
      call(listSeasonCalendars, {}),
    ]);
    const refused = [seasons, tariffs, calendars].find((answer) => !answer.ok);
    this.refusal = refused && !refused.ok ? refused.message : null;
    if (seasons.ok) this.seasons = seasons.value;
    if (calendars.ok) this.calendars = calendars.value;
    if (tariffs.ok) this.tariffs = tariffs.value;
    return refused ?? seasons;
  }
}
