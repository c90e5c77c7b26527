import type { InputOf } from "@warmline/shared/api/endpoint.ts";
import type { askCatalogue } from "@warmline/shared/catalogue/api.ts";
import type {
  AnyRow,
  Bearer,
  CatalogueList,
  ComponentRow,
  HouseTypeRow,
  ReliefRow,
  RuleRow,
  ServiceRow,
  UnitRow,
} from "@warmline/shared/catalogue/catalogue.ts";
import { fen, formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { AMOUNT, type Quantity } from "@warmline/shared/kernel/written-number.ts";
import { isServiceFee, SERVICE_FEES } from "@warmline/shared/ledger/fees.ts";
import { typedNumber } from "../typed-number.ts";
import { EMPTY_RELIEF, reliefBasisOf, reliefDraftOf, type ReliefDraft } from "./relief-draft.ts";
import { EMPTY_RULE, ruleDraftOf, ruleOfDraft, type RuleDraft } from "./rule-draft.ts";

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
  rule: RuleDraft;
  borneBy: Bearer;
  relief: ReliefDraft;
  /** 服务价格, in yuan as it is typed. */
  servicePrice: string;
}

/** Up to 100,000 yuan. */
const SERVICE_PRICE: Quantity<Fen> = { ...AMOUNT, min: fen(1), max: fen(10_000_000) };

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
  rule: EMPTY_RULE,
  borneBy: "company",
  relief: EMPTY_RELIEF,
  servicePrice: "",
};

export function draftOf(row: AnyRow | undefined): RowDraft {
  const more = row as
    | Partial<HouseTypeRow & UnitRow & RuleRow & ReliefRow & ComponentRow & ServiceRow>
    | undefined;
  const { price10k: _, refund: __, lateFees: ___, priceFen, ...said } = more ?? {};
  return {
    ...EMPTY,
    ...said,
    relief: reliefDraftOf(more ?? {}),
    rule: ruleDraftOf(more?.rule),
    servicePrice: priceFen === undefined ? "" : formatYuan(priceFen).slice(1),
  };
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
    case "reliefs": {
      const basis = reliefBasisOf(draft.relief);
      return basis === null ? null : { list, row: { ...row, borneBy: draft.borneBy, ...basis } };
    }
    case "services": {
      const priceFen = typedNumber(draft.servicePrice, SERVICE_PRICE);
      const fee = isServiceFee(draft.fee) ? draft.fee : SERVICE_FEES[0];
      return priceFen === null ? null : { list, row: { ...row, fee, priceFen } };
    }
    case "rules": {
      const rule = ruleOfDraft(draft.rule);
      // Each season is charged by what held on its first day, so that a rule has one of its own.
      return rule === null || draft.from === ""
        ? null
        : { list, row: { ...row, from: draft.from, rule } };
    }
  }
}
