import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type {
  ArticleContent,
  Audience,
  KnowledgeCategory,
  KnowledgeIntent,
} from "@warmline/shared/knowledge/content.ts";
import { en } from "./articles.en.ts";
import { zh } from "./articles.zh.ts";

interface Found {
  readonly keywords: string;
  readonly intents?: readonly KnowledgeIntent[];
  readonly cases?: readonly CaseCategory[];
  readonly audience?: Audience;
}
type Slug = keyof typeof zh;

/** By what each is found, in the order in which they are numbered: residents read all but two. */
const ROWS: Readonly<Record<KnowledgeCategory, Partial<Record<Slug, Found>>>> = {
  "not-warm": {
    "radiator-air": {
      keywords: "放气 上凉下热 放气阀 气堵",
      intents: ["not-warm"],
      cases: ["not-warm"],
    },
    "radiator-bottom-cold": { keywords: "上热下凉 流量 水垢 清洗", cases: ["not-warm"] },
    "one-radiator": { keywords: "一组不热 单组 温控阀", cases: ["not-warm"] },
    "floor-heating": {
      keywords: "地暖 分水器 集水器 地热",
      intents: ["not-warm"],
      cases: ["not-warm"],
    },
    "whole-flat": {
      keywords: "全屋不热 入户阀 管道井",
      intents: ["not-warm"],
      cases: ["not-warm"],
    },
    filter: { keywords: "过滤器 堵塞 清洗 滤网", intents: ["not-warm"], cases: ["not-warm"] },
    valves: { keywords: "阀门 开关 球阀 闸阀 锁闭阀", intents: ["not-warm"], cases: ["not-warm"] },
    covered: { keywords: "遮挡 暖气罩 窗帘 家具 地毯", cases: ["not-warm"] },
    "end-rooms": { keywords: "边户 顶层 底层 末端 冷山", cases: ["not-warm"] },
    "whole-building": {
      keywords: "整楼 单元 停热 换热站",
      cases: ["no-heat-building"],
    },
    "start-days": { keywords: "初期 升温 刚供热 试供", cases: ["not-warm", "no-heat-building"] },
    "neighbours-stopped": { keywords: "邻居 报停 户间传热", cases: ["not-warm"] },
  },
  safety: {
    "leak-first": { keywords: "漏水 关阀 跑水 爆管 喷水", cases: ["leak"] },
    "leak-public": { keywords: "地沟 马路 井盖 冒汽 管网", cases: ["leak"] },
    "leak-owner": { keywords: "产权 分界 赔偿 责任", cases: ["leak"] },
    "water-test": { keywords: "注水 打压 试水", cases: ["leak"] },
    freeze: { keywords: "防冻 冻裂 外出 空房", cases: ["leak"] },
  },
  alteration: {
    "change-radiators": {
      keywords: "改造 换暖气片 移管 改地暖",
      intents: ["private-alteration"],
      cases: ["private-alteration"],
    },
    "no-pumps": { keywords: "循环泵 管道泵 放水 偷热", cases: ["private-alteration"] },
    "report-alteration": {
      keywords: "举报 私改 偷热 放水",
      intents: ["private-alteration"],
      cases: ["private-alteration"],
    },
    decoration: { keywords: "装修 包管 检修口", cases: ["private-alteration"] },
  },
  fees: {
    "how-charged": {
      keywords: "热费 单价 收费标准 按面积",
      intents: ["fee-question"],
      cases: ["fee-question"],
    },
    area: { keywords: "面积 复核 房产证 测绘", intents: ["fee-question"], cases: ["fee-question"] },
    "storey-height": {
      keywords: "层高 超高 复式",
      intents: ["fee-question"],
      cases: ["fee-question"],
    },
    metered: {
      keywords: "计量 热表 两部制 检定",
      intents: ["fee-question"],
      cases: ["fee-question"],
    },
    "late-fee": {
      keywords: "违约金 滞纳金 逾期",
      intents: ["fee-question"],
      cases: ["fee-question"],
    },
    "where-to-pay": { keywords: "交费 缴费 银行 窗口", cases: ["fee-question"] },
    receipts: { keywords: "收据 发票 缴费记录", cases: ["fee-question"] },
    "more-than-last-year": {
      keywords: "去年 对比 多了",
      cases: ["fee-question"],
    },
    refund: {
      keywords: "退费 多交 重复交费 预存",
      intents: ["fee-question"],
      cases: ["fee-question"],
    },
    transfer: { keywords: "过户 更名 买房 卖房", cases: ["fee-question", "other"] },
  },
  "stop-restore": {
    stop: { keywords: "报停 停供 停用", intents: ["stop-restore"], cases: ["stop-restore"] },
    "stop-fee": {
      keywords: "报停 基础费 基本热费 比例",
      intents: ["stop-restore"],
      cases: ["stop-restore", "fee-question"],
    },
    restore: {
      keywords: "复热 复供 恢复 开阀",
      intents: ["stop-restore"],
      cases: ["stop-restore"],
    },
  },
  season: {
    temperature: { keywords: "室温 达标 测温 多少度", intents: ["not-warm"], cases: ["not-warm"] },
    "season-days": { keywords: "供热时间 采暖期 开始 结束", cases: ["other"] },
    "outage-refund": { keywords: "停热 退费 减免 不达标", cases: ["not-warm", "fee-question"] },
  },
  service: {
    "after-reporting": {
      keywords: "工单 时限 进度 催办 回访",
      cases: ["callback"],
    },
  },
  desk: {
    "five-questions": { keywords: "话术 五问 登记", audience: "agent", cases: ["not-warm"] },
    identity: { keywords: "核对 第二要素 隐私 保密", audience: "agent", cases: ["fee-question"] },
  },
};

export const SEED_ARTICLES: readonly ArticleContent[] = Object.entries(ROWS).flatMap(
  ([category, rows]) =>
    Object.entries(rows).map(([slug, found]) =>
      articleOf(category as KnowledgeCategory, slug as Slug, found),
    ),
);

function articleOf(category: KnowledgeCategory, slug: Slug, found: Found): ArticleContent {
  const { keywords, intents = [], cases: caseCategories = [], audience = "resident" } = found;
  return {
    kind: "article",
    title: { zh: zh[slug].title, en: en[slug].title },
    category,
    audience,
    keywords: keywords.split(" "),
    intents,
    caseCategories,
    body: { zh: zh[slug].body, en: en[slug].body },
  };
}
