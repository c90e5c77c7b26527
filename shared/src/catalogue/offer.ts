import { ok, refuse, type Result } from "../kernel/result.ts";
import type { CityDate } from "../kernel/time.ts";
import { isOffered, rowOf, type Catalogue, type CatalogueList } from "./catalogue.ts";

/** A code where it is used: as a price class, a house type … */
export interface Use {
  readonly list: CatalogueList;
  readonly code: string;
}

/** As documents keep it, to be counted by. */
export function useKey({ list, code }: Use): string {
  return `${list}/${code}`;
}

export type OfferCode = "not-in-catalogue" | "not-offered";

/**
 * Whether something new may use a code from a day on; what is on file stays, whatever became of its
 * code. Refusals, in this order: `not-in-catalogue`, `not-offered`.
 */
export function checkUses(
  catalogue: Catalogue,
  day: CityDate,
  uses: readonly Use[],
  onFile: readonly Use[] = [],
): Result<true, OfferCode> {
  const fresh = uses.filter(
    ({ list, code }) => !onFile.some((one) => one.list === list && one.code === code),
  );
  for (const { list, code } of fresh) {
    if (rowOf(catalogue, list, code) === undefined) return refuse("not-in-catalogue", { code });
  }
  for (const { list, code } of fresh) {
    const row = rowOf(catalogue, list, code)!;
    if (!isOffered(row, day)) return refuse("not-offered", { code, name: row.zh, day });
  }
  return ok(true);
}
