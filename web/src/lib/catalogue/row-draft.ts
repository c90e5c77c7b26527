import type { InputOf } from "@warmline/shared/api/endpoint.ts";
import type { askCatalogue } from "@warmline/shared/catalogue/api.ts";
import type {
  AnyRow,
  CatalogueList,
  ComponentRow,
  HouseTypeRow,
  UnitRow,
} from "@warmline/shared/catalogue/catalogue.ts";

/** A row as a form holds it; what its list does not have stays empty. */
export interface RowDraft {
  code: string;
  zh: string;
  en: string;
  from: string;
  until: string;
  priceClass: string;
  unitCode: string;
  price: string;
  fee: string;
  symbol: string;
}

type Change = InputOf<NonNullable<typeof askCatalogue.body>>["changes"][number];

const EMPTY: RowDraft = {
  code: "",
  zh: "",
  en: "",
  from: "",
  until: "",
  priceClass: "residential",
  unitCode: "m2",
  price: "yuan",
  fee: "heat",
  symbol: "",
};

export function draftOf(row: AnyRow | undefined): RowDraft {
  const more = row as Partial<HouseTypeRow & ComponentRow & UnitRow> | undefined;
  return { ...EMPTY, ...more };
}

/** The change that was typed; null while something is missing. */
export function changeOf(list: CatalogueList, draft: RowDraft): Change | null {
  const [code, zh, en] = [draft.code.trim(), draft.zh.trim(), draft.en.trim()];
  const symbol = draft.symbol.trim();
  if (code === "" || zh === "" || en === "" || (list === "units" && symbol === "")) return null;
  const row = {
    code,
    zh,
    en,
    ...(draft.from === "" ? {} : { from: draft.from }),
    ...(draft.until === "" ? {} : { until: draft.until }),
  };
  switch (list) {
    case "priceClasses":
      return { list, row };
    case "houseTypes":
      return { list, row: { ...row, priceClass: draft.priceClass } };
    case "components": {
      const { unitCode, fee } = draft;
      const price = draft.price === "share" ? "share" : "yuan";
      return { list, row: { ...row, unitCode, price, fee } };
    }
    case "units":
      return { list, row: { ...row, symbol } };
  }
}
