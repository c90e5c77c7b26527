import {
  CATALOGUE_LISTS,
  catalogueVersions,
  type CatalogueList,
  type CatalogueVersion,
} from "@warmline/shared/catalogue/catalogue.ts";
import { useKey } from "@warmline/shared/catalogue/offer.ts";
import { households, tariffs } from "@warmline/shared/households/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { holdingCatalogue } from "./holding.ts";

/** The page shows the newest ones; the answer stays small however often the catalogue changes. */
const SHOWN_MAX = 50;

/** How much uses each row, counted on indexes, and the versions made, newest first. */
export async function reviewCatalogue({ store }: Pick<Deps, "store">) {
  const catalogue = await holdingCatalogue(store);
  const rows = CATALOGUE_LISTS.flatMap((list) =>
    catalogue[list].map(({ code }) => ({ list, code })),
  );
  const components = catalogue.components.map((one) => one.code);
  /** Prices that name it: a class in any component, or a component. */
  const pricesOf = async (list: CatalogueList, code: string) => {
    const of = {
      priceClasses: { component: components, priceClass: code },
      components: { component: code },
    };
    if (list !== "priceClasses" && list !== "components") return 0;
    return store.count(tariffs, { index: "byComponent", where: of[list] });
  };
  const used = rows.map(async ({ list, code }) => {
    const where = { uses: useKey({ list, code }) };
    return {
      list,
      code,
      households: await store.count(households, { index: "byUse", where }),
      tariffs: await pricesOf(list, code),
    };
  });
  const newest = { index: "byVersion", order: "descending", limit: SHOWN_MAX } as const;
  const versions = await store.find(catalogueVersions, newest);
  return { used: await Promise.all(used), versions: versions.map(versionRow) };
}

function versionRow({ version, changed, reason, at, byName, requestId }: CatalogueVersion) {
  const asked = requestId === undefined ? {} : { requestId };
  return { version, changed, reason, at, byName, ...asked };
}
