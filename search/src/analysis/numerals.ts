import Nzh from "nzh";
import { replaced, type Marked } from "./marked.ts";

const DIGITS = "〇一二三四五六七八九";
export const NUMERAL = "[〇○零一二两三四五六七八九十百千]+";
const NUMERALS = new RegExp(NUMERAL, "gu");

/** `三` → 3, `十二` → 12, `五〇一` → 501. */
export function arabic(numeral: string): string {
  const read = numeral.replace(/[零○]/gu, "〇").replaceAll("两", "二");
  if (!/[十百千]/u.test(read)) {
    return Array.from(read, (digit) => DIGITS.indexOf(digit)).join("");
  }
  // A number at run time, whatever its types say.
  const counted: unknown = Nzh.cn.decodeS(numeral.replaceAll("两", "二"));
  return String(counted);
}

/** 3 → `三`, 12 → `十二`: as it stands in a name. */
export function chinese(digits: string): string {
  return Nzh.cn.encodeS(digits, { tenMin: true });
}

/** With all numerals that stand in it in Arabic digits. */
export function inArabic(text: Marked): Marked {
  return replaced(text, NUMERALS, arabic);
}
