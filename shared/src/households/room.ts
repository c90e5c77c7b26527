import Nzh from "nzh";

/** 室号's word behind it, as people write it or not: `501室`, `501户`, `501号`. */
const WORD = /(?:号?[室户房]|号)$/u;

const DIGITS = "〇一二三四五六七八九";
const READ_OUT = new RegExp(`^[${DIGITS}]+$`, "u");
const COUNTED = /^[零一二两三四五六七八九十百千]+$/u;

/**
 * A room in the one way in which it is claimed: 501, 501室, 0501, 五〇一, 五百零一 and 501户 are one flat.
 * What is no number stays, folded: `a座`, `东门面`.
 */
export function canonicalRoom(room: string): string {
  const folded = room.normalize("NFKC").toLowerCase().replace(/\s/gu, "");
  const bare = folded.replace(WORD, "") || folded;
  return arabic(bare).replace(/^0+(?=\d)/, "");
}

function arabic(text: string): string {
  const digits = text.replace(/[零○]/gu, "〇");
  if (READ_OUT.test(digits)) {
    return Array.from(digits, (digit) => DIGITS.indexOf(digit)).join("");
  }
  if (!COUNTED.test(text)) return text;
  // A number at run time, whatever its types say.
  const counted: unknown = Nzh.cn.decodeS(text.replaceAll("两", "二"));
  return String(counted);
}
