import { AREA_COMPONENT, isOffered, STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { tariffs, type Season } from "@warmline/shared/households/model.ts";
import { holdsOn } from "@warmline/shared/households/tariffs.ts";
import type { RunBasis, RunPrice } from "@warmline/shared/seasonruns/model.ts";
import { FIND_LIMIT_MAX } from "@warmline/shared/store/port.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";

/**
 * 试算依据: the season, and the prices and rules that hold on its first day, as they are now; of late
 * fees their rule alone, which bears on nothing else.
 */
export async function readBasis(
  reads: Reads,
  season: Season,
  { lateFees = false }: { readonly lateFees?: boolean | undefined },
): Promise<RunBasis> {
  const components = lateFees ? [] : [AREA_COMPONENT, STOP_COMPONENT];
  const [catalogue, ...prices] = await Promise.all([
    holdingCatalogue(reads),
    ...components.map((component) => pricesOf(reads, season, component)),
  ]);
  const rules = catalogue.rules.filter(
    (row) => isOffered(row, season.from) && (row.rule.kind === "late-fee") === lateFees,
  );
  return {
    seasonRev: season.rev,
    prices: prices.flat(),
    rules: rules.map(({ code, rule }) => ({ code, rule })),
  };
}

async function pricesOf(
  reads: Pick<Reads, "find">,
  { from }: Season,
  component: string,
): Promise<RunPrice[]> {
  const query = { index: "byComponent", where: { component }, limit: FIND_LIMIT_MAX };
  const all = await reads.find(tariffs, query);
  return all
    .filter((tariff) => holdsOn(tariff, from))
    .map(({ id: tariffId, rev: tariffRev, priceClass, price10k }) => {
      return { component, priceClass, tariffId, tariffRev, price10k };
    });
}
