import { fen } from "../kernel/money.ts";
import type { ServiceRow } from "./catalogue.ts";
import type { CatalogueChange } from "./catalogue-change.ts";

/** For tests only. 开栓费, at 50 yuan unless told otherwise. */
export function valveOpening(over: Partial<ServiceRow> = {}): CatalogueChange {
  const row = { code: "valve-opening", zh: "开栓费", en: "Valve opening", fee: "valve-opening" };
  return { list: "services", row: { ...row, priceFen: fen(5_000), ...over } };
}
