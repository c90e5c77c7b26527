import type { Fen } from "../kernel/money.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import type { ChargingRule } from "./charging-rule.ts";
import type { HeatRefund } from "./heat-refund.ts";
import type { Price10k } from "../kernel/price.ts";
import { collection, type Stored } from "../store/collection.ts";

/** What each list of the catalogue is called on the wire and in the documents. */
export const CATALOGUE_LISTS = [
  "priceClasses",
  "houseTypes",
  "components",
  "units",
  "rules",
  "reliefs",
  "services",
] as const;
export type CatalogueList = (typeof CATALOGUE_LISTS)[number];

/** What every row has. Its code is never renamed, taken away or given to anything else. */
interface Row {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Offered for new things from this day on; absent: from whenever on. */
  readonly from?: CityDate;
  /** 停用: the first day that it is not offered on; what has it by then keeps it. */
  readonly until?: CityDate;
}

/** 价格类别. */
export type PriceClassRow = Row;

/** 房屋类型. */
export interface HouseTypeRow extends Row {
  /** The price class that a space of it usually has. */
  readonly priceClass: string;
}

/** 计量单位. */
export interface UnitRow extends Row {
  /** As it stands behind a number: `m²`. */
  readonly symbol: string;
}

/** 计费项目: what has a price of its own. */
export interface ComponentRow extends Row {
  /** The code of what is counted. */
  readonly unitCode: string;
  /** Its price is yuan a unit, or a share (%) of the area charge. */
  readonly price: "yuan" | "share";
  /** The fee that it is booked under. */
  readonly fee: string;
}

/**
 * 收费规则: holds for the seasons that begin in its days, or (VAT, dunning) for these days
 * themselves; at most one of a kind.
 */
export interface RuleRow extends Row {
  readonly from: CityDate;
  readonly rule: ChargingRule;
}

/** 减免承担方: whose money it is that is not asked of the household; `company` is the utility. */
export const BEARERS = ["company", "county", "city", "civil-affairs"] as const;
export type Bearer = (typeof BEARERS)[number];

/** 减免项目: a ground on which less is owed. */
export interface ReliefRow extends Row {
  readonly borneBy: Bearer;
  /** So much a square metre of inner area. */
  readonly price10k?: Price10k;
  /** 减免违约金: of late fees alone; any other is of all but these. */
  readonly lateFees?: true;
  /** By the days on which heat was missing. With neither an amount is said case by case. */
  readonly refund?: HeatRefund;
}

/** 服务项目: what is done for a household at a price; another price is another version. */
export interface ServiceRow extends Row {
  /** The fee that it is booked under. */
  readonly fee: string;
  readonly priceFen: Fen;
}

export interface CatalogueRows {
  readonly priceClasses: PriceClassRow;
  readonly houseTypes: HouseTypeRow;
  readonly components: ComponentRow;
  readonly units: UnitRow;
  readonly rules: RuleRow;
  readonly reliefs: ReliefRow;
  readonly services: ServiceRow;
}

export type AnyRow = CatalogueRows[CatalogueList];

/** The component that the rule by area charges. */
export const AREA_COMPONENT = "heat";
/** 报停基础费: its price is the share of the charge that a stopped space owes. */
export const STOP_COMPONENT = "stop-base";

/** 收费目录: what can be charged for, of whom and by what. Never edited: a new version is made. */
export type Catalogue = {
  readonly [L in CatalogueList]: readonly CatalogueRows[L][];
} & { readonly version: number };

/** The version that holds, under the one id `CITY`; none while it is the program's own. */
export const catalogues = collection<Stored & Catalogue>("catalogues");
export const CITY = "city";

/** 目录版本: as it was when it was approved; its id is its number. */
export type CatalogueVersion = Stored &
  Catalogue & {
    /** What it has otherwise than the one before: `<list>/<code>`. */
    readonly changed: readonly string[];
    readonly reason: string;
    /** The approval request (审批单), which says who asked and who approved. */
    readonly requestId?: string;
    readonly at: Instant;
    /** Who proposed it. */
    readonly byName: string;
  };

export const catalogueVersions = collection<CatalogueVersion>("catalogueVersions", {
  indexes: { byVersion: ["version"] },
  appendOnly: true,
});

/** The row of a code, be it offered or not. */
export function rowOf<L extends CatalogueList>(
  catalogue: Catalogue,
  list: L,
  code: string,
): CatalogueRows[L] | undefined {
  const rows = catalogue[list] as readonly CatalogueRows[L][];
  return rows.find((row) => row.code === code);
}

/** What people call it; a code that the catalogue does not have stays a code. */
export function nameIn(
  catalogue: Catalogue,
  list: CatalogueList,
  code: string,
  language: "zh" | "en",
): string {
  return rowOf(catalogue, list, code)?.[language] ?? code;
}

/** Whether it is offered for new things on a day. */
export function isOffered({ from, until }: Pick<Row, "from" | "until">, day: CityDate): boolean {
  return (from === undefined || from <= day) && (until === undefined || day < until);
}
