import type { KnowledgeIntent } from "@warmline/shared/knowledge/content.ts";
import type { KnownArticle } from "./event.ts";

/** Longer than is told at once. */
const LONG = Array.from(
  { length: 24 },
  (_, n) => `第${n + 1}条，热费按建筑面积计收，单价以市里当年公布的为准，不足一季的按天折算。`,
).join("");
const bleed = { zh: "上面凉、下面热，先放气。", en: "" };
/** What is written for residents; of what else they ask nothing is. */
export const ARTICLES: Partial<Readonly<Record<KnowledgeIntent, KnownArticle>>> = {
  "stop-restore": {
    number: "K-032",
    title: { zh: "怎样报停", en: "How to stop supply" },
    body: {
      zh: "1. 带身份证明到营业厅。\n2. 交清以前的热费。",
      en: "1. Come to a hall with proof of who you are.\n2. Pay what is owed.",
    },
  },
  "not-warm": { number: "K-001", title: bleed, body: bleed },
  "fee-question": {
    number: "K-020",
    title: { zh: "热费怎么算", en: "How the fee is reckoned" },
    body: { zh: LONG, en: "" },
  },
};
