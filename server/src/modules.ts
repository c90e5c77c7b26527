import type { Collection } from "@warmline/shared/store/collection.ts";
import * as hall from "@warmline/shared/hall/model.ts";
import * as households from "@warmline/shared/households/model.ts";
import * as ledger from "@warmline/shared/ledger/model.ts";
import * as staff from "@warmline/shared/staff/model.ts";
import * as tickets from "@warmline/shared/cases/model.ts";
import * as demo from "@warmline/demo/marker.ts";

/** Every collection that a domain declares in its `types.ts`: what the engines make tables of. */
export const collections: readonly Collection[] = [
  staff,
  households,
  ledger,
  tickets,
  hall,
  demo,
].flatMap((declarations) => Object.values(declarations as object).filter(isCollection));

function isCollection(value: unknown): value is Collection {
  return typeof value === "object" && value !== null && "appendOnly" in value && "indexes" in value;
}
