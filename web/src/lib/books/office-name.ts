import { CITY_OFFICE } from "@warmline/shared/ledger/office.ts";
import { t } from "../messages.svelte.ts";
import { places } from "../places.svelte.ts";

/** The name of an office in the language in use; the city itself is no place of its own. */
export function officeName(office: string): string {
  return office === CITY_OFFICE ? t("console.till.city") : places.name(office);
}
