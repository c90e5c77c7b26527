import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { itemLines } from "@warmline/shared/ledger/kinds/charge.ts";
import { addAreas, areasOfCharge, NO_AREAS, type Areas } from "@warmline/shared/reports/areas.ts";

/** What of areas the journal itself says: all but what is booked beside the charges. */
export const MEASURED = [
  "heatedMilli",
  "stoppedMilli",
  "partlyMilli",
  "fullFen",
  "baseFen",
] as const satisfies readonly (keyof Areas)[];

/** The areas of an account by its charges that stand; each of its entries is told in its order. */
export class LiveAreas {
  readonly #charges = new Map<string, { readonly season: string; readonly areas: Areas }>();

  add({ id, detail, lines, reverses = "" }: Entry): void {
    this.#charges.delete(reverses);
    if (detail.kind !== "charge") return;
    const items = itemLines(lines);
    const areas = areasOfCharge(
      detail.items.map((item, at) => ({ ...item, fee: items[at]?.fee ?? "heat" })),
    );
    this.#charges.set(id, { season: items[0]?.season ?? "", areas });
  }

  get bySeason(): Map<string, Areas> {
    const seasons = new Map<string, Areas>();
    for (const { season, areas } of this.#charges.values()) {
      seasons.set(season, addAreas(seasons.get(season) ?? NO_AREAS, areas));
    }
    return seasons;
  }
}
