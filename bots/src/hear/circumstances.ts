import type { Rooms, Since } from "../core/session.ts";
import { anyOf } from "./any-of.ts";
import { normalised } from "./normalise.ts";

const SINCE: readonly (readonly [Since, RegExp])[] = [
  [
    "days",
    anyOf(
      String.raw`前天|[两二三四五六七八九十几好\d]+天|(?:[一两二三\d]|上|这)个?多?(?:周|星期|礼拜|月)`,
      String.raw`一直|好久|很久|从?供暖开始|(?:two|three|several|\d+) days|week|month`,
    ),
  ],
  ["yesterday", /昨|yesterday|last night/],
  [
    "today",
    anyOf(
      "今|刚|早上|早晨|上午|中午|下午|晚上|半夜|凌晨|一会|小时",
      "today|this (?:morning|afternoon|evening)|just now|hour",
    ),
  ],
];

/** 从何时起, as far as it was said; undefined: it was not. */
export function sinceIn(text: string): Since | undefined {
  return SINCE.find(([, pattern]) => pattern.test(normalised(text)))?.[0];
}

const ROOMS: readonly (readonly [Rooms, RegExp])[] = [
  [
    "all",
    anyOf(
      "全屋|全家|整个?(?:屋|家|房)|(?:所有|全部|哪个|每个|几个)的?(?:屋|房|地方|暖气)",
      "都(?:不热|凉|冰|没)|全都?(?:不热|凉|冰)|^(?:全部|都|所有|全都)$",
      "all (?:rooms|of)|every room|whole (?:flat|house)",
    ),
  ],
  [
    "one",
    anyOf(
      "一间|一个(?:屋|房|卧室)|(?:就|就是|只有)(?:卧室|客厅|厨房|厕所|卫生间|书房|北屋|南屋)",
      "one room|only the",
    ),
  ],
  [
    "some",
    anyOf(
      "卧室|客厅|厨房|卫生间|厕所|阳台|书房|北屋|南屋|主卧|次卧|小屋|大屋|部分|有的|几间",
      "bedroom|living room|kitchen|bathroom|some",
    ),
  ],
];

/** 哪些房间, as far as it was said; undefined: it was not. */
export function roomsIn(text: string): Rooms | undefined {
  return ROOMS.find(([, pattern]) => pattern.test(normalised(text)))?.[0];
}
