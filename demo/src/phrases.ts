import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { Draw } from "./draw.ts";

/** What residents say, and what those who came find. */
const REPORTED = {
  "not-warm": [
    "客厅暖气片只有上半截热，室温不到16度，家里有老人。",
    "卧室暖气片一直不热，放过气也没有用。",
    "晚上室温只有15度左右，楼上楼下都正常。",
    "地暖回水管是凉的，供了三天还没热起来。",
    "靠边户，室温测出来17度，请上门看一下。",
  ],
  leak: [
    "阳台暖气片接头漏水，已经用盆接着。",
    "楼道立管漏水，一楼地面全是水。",
    "入户阀门滴水，关不紧。",
    "地暖分水器渗水，地板已经泡了。",
  ],
  "no-heat-building": [
    "整栋楼从今天早上开始都不热。",
    "我们单元一到六层全部没有暖气。",
    "昨天夜里停了，整楼都是凉的，什么时候恢复？",
  ],
  "fee-question": [
    "今年的取暖费怎么比去年多了？",
    "面积按多少算的，想核对一下。",
    "已经在微信交过了，为什么还显示欠费？",
    "想问一下报停以后要交多少基本费。",
  ],
  "stop-restore": ["房子今年没人住，想办理报停。", "去年报停的，今年想恢复供热，怎么办手续？"],
  "private-alteration": ["楼下私自加装了暖气片，我家就不热了。", "怀疑邻居私接地暖，请派人检查。"],
  praise: ["维修师傅上门很快，态度也好，特来表扬。", "今年供得很暖和，谢谢你们。"],
  other: ["换热站夜里噪声大，影响休息。", "施工后的路面还没有恢复。"],
} as const satisfies Partial<Record<CaseCategory, readonly string[]>>;

/** What people of the demo city report: some of the categories are enough for it. */
export type DemoCategory = keyof typeof REPORTED;

const RESOLVED: Record<DemoCategory, readonly string[]> = {
  "not-warm": [
    "清洗过滤器并排气，回水温度恢复，现场测温合格。",
    "调节立管阀门，平衡流量，室温已达标。",
    "分水器堵塞，冲洗后正常。",
  ],
  leak: ["更换接头密封圈，试压不漏。", "更换入户阀门，已恢复供热。"],
  "no-heat-building": ["楼前阀门故障，已更换，整楼恢复供热。", "站内循环泵跳闸，已复位并检查。"],
  "fee-question": [
    "已向用户说明面积、单价和计算方法，用户认可。",
    "查明款项已到账，欠费显示已解释。",
  ],
  "stop-restore": ["已说明所需材料，用户将到大厅办理。"],
  "private-alteration": ["现场核实，已下达整改通知。"],
  praise: ["已转达班组。"],
  other: ["已现场处理并告知用户。"],
};

export function reportedPhrase(category: DemoCategory, draw: Draw): string {
  return draw.pick(REPORTED[category]);
}

export function resolvedPhrase(category: DemoCategory, draw: Draw): string {
  return draw.pick(RESOLVED[category]);
}
