import Nzh from "nzh";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";

const DIGITS = "零幺二三四五六七八九";

/**
 * A whole number from 0 on as it is said: 十二, 一百零七, 一万零三十. 两 before 千, 万 and 亿 (两千, 一万两千);
 * 二百 stays, as the north says it.
 */
export function spokenNumber(count: number): string {
  assert(Number.isSafeInteger(count) && count >= 0, `${count} can be counted`);
  return withTwo(Nzh.cn.encodeS(count, { tenMin: true }), "千万亿");
}

/** How many of something: 两位, 十二位. */
export function spokenCount(count: number): string {
  return count === 2 ? "两" : spokenNumber(count);
}

/** `103.470` as 一百零三点四七: behind the point number by number, 一 as 一, without zeros at its end. */
export function spokenDecimal(written: string): string {
  const [whole = "", after = ""] = written.replace(/(\.\d*?)0+$/, "$1").split(".");
  const rest = spokenDigits(after).replaceAll("幺", "一");
  return after === "" ? spokenNumber(Number(whole)) : `${spokenNumber(Number(whole))}点${rest}`;
}

/** Number by number, 幺 for 1, so that it is not heard as 7; what is no digit is a pause. */
export function spokenDigits(text: string): string {
  const pauses = text.replace(/\D+/g, "，");
  return pauses.replace(/\d/g, (digit) => DIGITS.charAt(Number(digit)));
}

/**
 * An amount as it is said: 一千七百七十元九角八分. 零 stands where jiao are passed over (十元零五分), and 整 after
 * whole yuan, so that nobody waits for more. Never below zero.
 */
export function spokenYuan(amount: Fen): string {
  const [yuan, jiao, rest] = [Math.trunc(amount / 100), Math.trunc(amount / 10) % 10, amount % 10];
  if (amount === 0 || amount % 100 === 0) return `${said(yuan, "元")}整`;
  return [
    yuan === 0 ? "" : said(yuan, "元"),
    jiao === 0 ? (yuan === 0 ? "" : "零") : said(jiao, "角"),
    rest === 0 ? "" : said(rest, "分"),
  ].join("");
}

function said(count: number, measure: string): string {
  return withTwo(`${spokenNumber(count)}${measure}`, measure);
}

/** 二 with nothing of its own place before it is 两 before these. */
function withTwo(words: string, before: string): string {
  return words.replace(new RegExp(`(?<![零十百千])二(?=[${before}])`, "g"), "两");
}
