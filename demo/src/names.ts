import type { Draw } from "./draw.ts";

/** The commonest surnames, by how many people bear them (in tenths of a per cent). */
const SURNAMES: readonly (readonly [number, string])[] = [
  [79, "王"],
  [74, "李"],
  [71, "张"],
  [54, "刘"],
  [45, "陈"],
  [31, "杨"],
  [25, "赵"],
  [22, "黄"],
  [21, "周"],
  [20, "吴"],
  [17, "徐"],
  [16, "孙"],
  [14, "胡"],
  [13, "朱"],
  [13, "高"],
  [12, "林"],
  [11, "何"],
  [11, "郭"],
  [10, "马"],
  [9, "罗"],
  [9, "梁"],
  [8, "宋"],
  [8, "郑"],
  [8, "谢"],
  [7, "韩"],
  [7, "唐"],
  [6, "冯"],
  [6, "于"],
  [6, "董"],
  [5, "程"],
  [5, "曹"],
  [5, "袁"],
  [4, "邓"],
  [4, "许"],
  [4, "傅"],
  [4, "沈"],
  [4, "曾"],
  [3, "彭"],
  [3, "吕"],
  [2, "欧阳"],
];

const FIRST = Array.from("建国志明秀桂淑玉海文永春金红丽晓雪俊宏庆长福德成家子雅思梦宇浩泽欣");
const SECOND = Array.from("华军英兰珍梅芳强伟勇杰涛平辉敏静燕霞娟龙峰斌鹏磊洋婷颖悦涵轩然萱琪林");
/** Bears in mind that printers and fonts must cope with the rare ones. */
const RARE = ["喆", "垚", "犇", "堃", "㛃", "翀", "昪"];

export function surname(draw: Draw): string {
  return draw.weighted(SURNAMES);
}

export function givenName(draw: Draw): string {
  if (draw.chance(0.01)) return draw.pick(RARE);
  const second = draw.pick(SECOND);
  return draw.chance(0.2) ? second : draw.pick(FIRST) + second;
}

export function personName(draw: Draw): string {
  return surname(draw) + givenName(draw);
}

const COMMUNITY_FIRST = "阳光金桂翠湖锦绣和平幸福康乐春晖龙泉碧水紫荆银杏枫林梧桐丁香迎宾文昌";
const COMMUNITY_LAST = ["小区", "花园", "家园", "新村", "嘉园", "里", "苑", "雅居"];
const COMPANIES = ["便利店", "药房", "面馆", "理发店", "水果超市", "诊所", "幼儿园", "五金店"];

/** `和平嘉园`. */
export function communityName(draw: Draw): string {
  const at = draw.between(0, COMMUNITY_FIRST.length / 2 - 1) * 2;
  return COMMUNITY_FIRST.slice(at, at + 2) + draw.pick(COMMUNITY_LAST);
}

/** `春晖药房`. */
export function shopName(draw: Draw): string {
  const at = draw.between(0, COMMUNITY_FIRST.length / 2 - 1) * 2;
  return COMMUNITY_FIRST.slice(at, at + 2) + draw.pick(COMPANIES);
}
