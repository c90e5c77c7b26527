import { catalogues, CITY, type Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** The document of the version that holds; null while it is the program's own. */
export function readHeld(reads: Pick<Store, "get">): Promise<(Stored & Catalogue) | null> {
  return reads.get(catalogues, CITY);
}

/** 现行收费目录. A command that reads it is decided anew when it changes meanwhile. */
export async function holdingCatalogue(reads: Pick<Store, "get">): Promise<Catalogue> {
  return catalogueOf(await readHeld(reads));
}

/** Lists that a program before did not know. */
type NewLists = "rules" | "reliefs" | "services";
/** As such a program wrote it, too. */
type HeldCatalogue = Omit<Catalogue, NewLists> & Partial<Pick<Catalogue, NewLists>>;

export function catalogueOf(held: HeldCatalogue | null): Catalogue {
  const of: HeldCatalogue = held ?? SEED_CATALOGUE;
  const { version, priceClasses, houseTypes, components, units } = of;
  const { rules, reliefs, services } = { ...SEED_CATALOGUE, ...of };
  return { version, priceClasses, houseTypes, components, units, rules, reliefs, services };
}
