import type { Address } from "./model.ts";
import { lineOf, nationalDigits } from "./phone.ts";

/** 复姓 that are still met; every other surname has one character. */
const DOUBLE_SURNAMES = new Set(
  (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 " +
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 " +
    "漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 梁丘 左丘 东门 西门"
  ).split(" "),
);
/** Longer than any Chinese personal name: a firm or an institution. */
const PERSON_LENGTH_MAX = 4;

/**
 * `张*`, `欧阳**`: the surname stays, each other character becomes a star. By characters as people see
 * them, so that a rare one (outside the basic plane, or with a variation selector) counts once.
 */
export function maskName(name: string): string {
  const characters = graphemes(name.trim());
  if (/^[\p{Script=Latin}\s.'-]+$/u.test(name)) {
    return name.trim().replace(/(?<=\p{L})\p{L}/gu, "*");
  }
  const { length } = characters;
  if (length > PERSON_LENGTH_MAX && !characters.includes("·")) {
    return [...characters.slice(0, 2), ...stars(length - 4), ...characters.slice(-2)].join("");
  }
  const double = length > 2 && DOUBLE_SURNAMES.has(characters.slice(0, 2).join(""));
  const kept = length === 1 ? 0 : double ? 2 : 1;
  return [...characters.slice(0, kept), ...stars(length - kept)].join("");
}

/** The building can be recognised by who lives there; flat and staircase cannot be learnt. */
export function maskAddress({ community, building, unit, room }: Address): string {
  return `${community}${building}${unit.replace(/\d/g, "*")}${room.replace(/\d(?=\d{2})/g, "*")}`;
}

/** `3702**********1234`: of a short number fewer places stay, so that most are never shown. */
export function maskNumber(number: string): string {
  const characters = graphemes(number);
  const { length } = characters;
  const kept = Math.min(4, Math.floor(length / 4));
  const hidden = stars(length - 2 * kept);
  return [...characters.slice(0, kept), ...hidden, ...characters.slice(length - kept)].join("");
}

function stars(count: number): string[] {
  return Array.from({ length: count }, () => "*");
}

/** `139****5678`, a landline `35****5678`, no extension: enough to tell callers apart in a list. */
export function maskPhone(e164: string): string {
  const digits = nationalDigits(lineOf(e164));
  const kept = Math.min(3, Math.max(0, digits.length - 8));
  const end = Math.min(4, Math.floor(digits.length / 2));
  const hidden = stars(digits.length - kept - end);
  return [digits.slice(0, kept), ...hidden, digits.slice(-end)].join("");
}

function graphemes(text: string): string[] {
  return [...new Intl.Segmenter("zh").segment(text)].map(({ segment }) => segment);
}
