import { areaMilli, formatArea, type AreaMilli } from "./area.ts";
import { formatHeat, heatMilli, type HeatMilli } from "./heat.ts";
import { fen, formatYuan, type Fen } from "./money.ts";
import { formatPrice, price10k, type Price10k } from "./price.ts";
import { ok, refuse, type Result } from "./result.ts";

/** What a number counts, and between which bounds; `U` is its unit. */
export interface Quantity<U extends number = number> {
  /** Decimal places of its unit: 2 for fen of a yuan. */
  readonly places: number;
  /** Bounds in that unit, both included. */
  readonly min: U;
  readonly max: U;
  /** May stand before the number. */
  readonly sign?: "¥" | "-";
  /** A bound as it is told to people. */
  show(units: U): string;
}

export type NumberFault =
  | "number-missing"
  | "number-character"
  | "number-groups"
  | "number-places"
  | "number-small"
  | "number-large";

/** An amount in fen, from yuan as written. */
export const AMOUNT: Quantity<Fen> = {
  places: 2,
  min: fen(0),
  max: fen(10_000_000_000),
  sign: "¥",
  show: formatYuan,
};
/** An area in 1/1000 m², from square metres as written. */
export const AREA: Quantity<AreaMilli> = {
  places: 3,
  min: areaMilli(0),
  max: areaMilli(1_000_000_000),
  show: (area) => `${formatArea(area)} m²`,
};
/** A price in 1/10000 yuan, from yuan as written. */
export const PRICE: Quantity<Price10k> = {
  places: 4,
  min: price10k(1),
  max: price10k(10_000_000),
  sign: "¥",
  show: (price) => `¥${formatPrice(price)}`,
};

/** What a heat meter shows, in 1/1000 of its unit, as it is written. */
export const HEAT: Quantity<HeatMilli> = {
  places: 3,
  min: heatMilli(0),
  max: heatMilli(10_000_000_000),
  show: formatHeat,
};
/** The height of a storey in 1/1000 m, from metres as written. */
export const HEIGHT: Quantity = {
  places: 3,
  min: 1_000,
  max: 30_000,
  show: (milli) => `${milli / 1_000} m`,
};
/** A temperature in a room in 1/10 °C, from degrees as written. */
export const TEMPERATURE: Quantity = {
  places: 1,
  min: -400,
  max: 600,
  sign: "-",
  show: (deci) => `${deci / 10} °C`,
};

const WIDE = "０１２３４５６７８９．。，￥－　";
const NARROW = "0123456789..,¥- ";

/** With full-width digits and signs, as Chinese keyboards type them, in their narrow form. */
export function narrowed(written: string): string {
  return written.replace(/[０-９．。，￥－　]/g, (one) => NARROW[WIDE.indexOf(one)] ?? one);
}

const DIGITS_MAX = 12;

/**
 * The one reading of amounts, areas and prices that people type or import, in units of the last
 * place: `￥1，234.5` is 123450 fen. A comma stands before groups of three or nowhere: what is a
 * decimal point elsewhere must not become a hundred times as much. Never through a float, nothing
 * is rounded. Refuses, with the place of the character (`at`, from 1) or with the bound (`limit`):
 * `number-missing`, `number-character`, `number-groups`, `number-places`, `number-small`,
 * `number-large`.
 */
export function readNumber<U extends number>(
  written: string,
  quantity: Quantity<U>,
): Result<U, NumberFault> {
  const { places, min, max } = quantity;
  const [lead, negative] = leadOf(narrowed(written), quantity);
  const digits = narrowed(written).slice(lead).trimEnd();
  if (digits === "") return refuse("number-missing");
  const wrong = wrongPlace(digits);
  if (wrong !== null) {
    const place = lead + wrong.place;
    return refuse(wrong.code, { at: place + 1, found: written[place] ?? "" });
  }
  const [whole = "", part = ""] = digits.replaceAll(",", "").split(".");
  if (part.length > places) return refuse("number-places", { places });
  const long = whole.replace(/^0+/, "").length > DIGITS_MAX;
  const units = long ? Infinity : Number(whole + part.padEnd(places, "0"));
  const value = (negative && units !== 0 ? -units : units) as U;
  if (value < min) return refuse("number-small", { limit: quantity.show(min) });
  if (value > max) return refuse("number-large", { limit: quantity.show(max) });
  return ok(value);
}

/** How many characters stand before the digits, and whether one of them is a minus. */
function leadOf(
  plain: string,
  { sign }: Pick<Quantity, "sign">,
): [lead: number, negative: boolean] {
  const blanks = plain.length - plain.trimStart().length;
  if (sign === undefined || plain[blanks] !== sign) return [blanks, false];
  const rest = plain.slice(blanks + 1);
  return [plain.length - rest.trimStart().length, sign === "-"];
}

/** The first character that cannot stand where it stands. */
function wrongPlace(
  digits: string,
): { code: "number-character" | "number-groups"; place: number } | null {
  const strange = digits.search(/[^\d.,]|^\.|\.$|(?<=\..*)\./);
  if (strange >= 0) return { code: "number-character", place: strange };
  const comma = digits.indexOf(",");
  if (comma < 0 || /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(digits)) return null;
  const short = digits.search(/,(?!\d{3}(?!\d))/);
  return { code: "number-groups", place: short < 0 ? comma : short };
}
