import { pinyin } from "pinyin-pro";
import type { Field, FieldKind } from "@warmline/search/entry.ts";
import type { Random } from "@warmline/shared/kernel/ids.ts";

type Ways = (text: string, cut: number) => readonly string[];

/** How people type what is written in a field, one of the ways drawn. */
export function typedFor({ kind, text }: Field, random: Random): string {
  const ways = WAYS[kind](text, random.next());
  return ways[Math.floor(random.next() * ways.length)]!;
}

const WAYS: Readonly<Record<FieldKind, Ways>> = {
  name: (name) => {
    const [first = "", ...rest] = Array.from(name);
    const spelt = spelling(name, "head");
    const others = rest.join("");
    return [
      name,
      name,
      spelt,
      spelt.replace(/([ln])v/gu, "$1u"),
      spelt.toUpperCase(),
      `${first}${spelling(others)}`,
      `${spelling(first, "head")}${others}`,
      rest.length === 0 ? name : others,
    ];
  },
  number: (number, cut) => {
    const start = Math.floor(cut * (number.length - 4));
    const spaced = /^\d+$/u.test(number) ? number.replace(/^(...)/u, "$1 ") : number;
    return [number, number.slice(-8), number.slice(start), spaced, wide(number)];
  },
  phone: (phone, cut) => {
    const national = phone.replace(/^\+86/u, "").replace(/;.*/u, "");
    const parts = [national.slice(0, 3), national.slice(3, 7), national.slice(7)];
    const tail = national.slice(-5 - Math.floor(cut * 4));
    return [
      national,
      tail,
      tail,
      tail,
      parts.join(" "),
      parts.join("-"),
      `+86${national}`,
      `0086 ${parts.join(" ")}`,
      `0${national}`,
      wide(national),
    ];
  },
  address: addressWays,
  text: (text) => [text.slice(0, 12)],
};

function addressWays(address: string): readonly string[] {
  const [, place = "", building = "", unit = "", room = ""] =
    /^(.*?)(\d+)号楼(\d+)单元(\d+)$/u.exec(address) ?? [];
  if (place === "") return [address];
  const spelt = spelling(place);
  const initials = pinyin(place, { pattern: "first", toneType: "none", type: "array" }).join("");
  const bare = place.replace("小区", "");
  return [
    address,
    wide(address),
    `${address}室`,
    `${place}${building}-${unit}-${room}`,
    `${bare}${building}-${room}`,
    `${bare}${building}#${unit}-${room}`,
    `${place}${building}栋${unit}门${room}室`,
    `${place}${han(building)}号楼${han(unit)}单元${room}`,
    `${place.replace(/[一二三四五六七八九](?=期)/u, arabic)}${building}号楼${room}`,
    `${room} ${place} ${building}号楼`,
    `${unit}单元 ${place}，${building}号楼，${room}`,
    `${spelt}${building}haolou${unit}danyuan${room}`,
    `${spelt}${building}-${unit}-${room}`,
    `${spelt} ${building}haolou ${room}`,
    `${initials}${building}-${unit}-${room}`,
  ];
}

function spelling(text: string, surname: "head" | "off" = "off"): string {
  return pinyin(text, { toneType: "none", type: "array", v: true, surname }).join("");
}

const NUMERALS = "零一二三四五六七八九";

/** Of numbers below twenty. */
function han(number: string): string {
  const value = Number(number);
  return `${value < 10 ? "" : "十"}${value === 10 ? "" : NUMERALS[value % 10]}`;
}

function arabic(numeral: string): string {
  return String(NUMERALS.indexOf(numeral));
}

/** Full-width, as an input method left so writes. */
function wide(text: string): string {
  return text.replace(/[0-9]/gu, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0));
}
