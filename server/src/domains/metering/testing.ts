import type { CatalogueChange } from "@warmline/shared/catalogue/catalogue-change.ts";
import { PILOT } from "@warmline/shared/catalogue/metered-testing.ts";
import type { MeteredRule } from "@warmline/shared/catalogue/metered-rule.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { changeCatalogue } from "../catalogue/change-command.ts";
import { caller, done } from "../ledger/testing.ts";
import { installMeter, type InstallMeter } from "./install-command.ts";
import { recordReading, type RecordReading } from "./record-command.ts";

/** For tests only: a city that meters heat, and figures in whole units of it. */

export function meteredRow(rule: MeteredRule = PILOT, from = "2025-07-01"): CatalogueChange {
  const named = { code: "pilot", zh: "两部制试点", en: "Two-part pilot" };
  return { list: "rules", row: { ...named, from, rule } };
}

/** Makes it hold from the season 2025-2026 on, unless told otherwise. */
export async function meterCity(
  deps: Deps,
  rule: MeteredRule = PILOT,
  from?: CityDate,
  more: readonly CatalogueChange[] = [],
): Promise<void> {
  const program = { ...caller(), actor: { kind: "system", id: "p", name: "p" } } as const;
  const changes = [meteredRow(rule, from), ...more];
  await done(deps, program, changeCatalogue, { base: 1, changes, reason: "发改价〔2025〕9号" });
}

export function installing(over: Partial<InstallMeter> = {}): InstallMeter {
  const meter = { number: "7000001", heatUnit: "kwh", figureMilli: heatMilli(100_000) } as const;
  return { id: "h0", ...meter, day: "2025-10-15", ...over };
}

/** Of h0; answers the meter's id. */
export async function installed(deps: Deps, over: Partial<InstallMeter> = {}): Promise<string> {
  return (await done(deps, caller(), installMeter, installing(over))).id;
}

/** Of h0; answers the reading's id. */
export async function recorded(
  deps: Deps,
  meterId: string,
  day: string,
  figure: number | null,
  over: Partial<RecordReading> = {},
): Promise<string> {
  const figureMilli = figure === null ? undefined : heatMilli(Math.round(figure * 1_000));
  const input = { id: "h0", meterId, day, figureMilli, ...over };
  return (await done(deps, caller(), recordReading, input)).id;
}
