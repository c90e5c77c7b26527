import type { CaseCategory } from "../cases/categories.ts";
import type { InBoth } from "./in-both.ts";
import type { Step } from "./script.ts";

/** 分类, in the order in which they are listed. */
export const KNOWLEDGE_CATEGORIES = [
  "not-warm", // 不热与排查
  "safety", // 漏水与安全
  "alteration", // 改造与私改
  "fees", // 收费与账单
  "stop-restore", // 报停与复热
  "service", // 服务与时限
  "season", // 采暖期与温度
  "desk", // 座席应答
] as const;
export type KnowledgeCategory = (typeof KNOWLEDGE_CATEGORIES)[number];

/** 读者: agents alone, or residents too, who are told it word for word. */
export const AUDIENCES = ["agent", "resident"] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * 意图: what residents want to know, by the names that conversations have for it: questions that
 * nothing else answers. Who reports a leak or a cold building is held up by no article.
 */
export const KNOWLEDGE_INTENTS = [
  "not-warm",
  "private-alteration",
  "fee-question",
  "stop-restore",
] as const;
export type KnowledgeIntent = (typeof KNOWLEDGE_INTENTS)[number];

/** What people find it by, and what it answers. */
export interface Heading {
  readonly title: InBoth;
  readonly category: KnowledgeCategory;
  readonly audience: Audience;
  readonly keywords: readonly string[];
  readonly intents: readonly KnowledgeIntent[];
  readonly caseCategories: readonly CaseCategory[];
}

/** 知识: plain text, read alike on a page, on paper and in a chat; see plain.ts. */
export interface ArticleContent extends Heading {
  readonly kind: "article";
  readonly body: InBoth;
}

/** 排查脚本: asked step by step, from the first on, while somebody calls or writes; see script.ts. */
export interface ScriptContent extends Heading {
  readonly kind: "script";
  readonly steps: readonly Step[];
}

export type Content = ArticleContent | ScriptContent;
export const KNOWLEDGE_KINDS = [
  "article", // 知识
  "script", // 排查脚本
] as const;
export type KnowledgeKind = (typeof KNOWLEDGE_KINDS)[number];

/** Everything in it that people read, a paragraph each, for what looks for words. */
export function wordsOf(content: Content): readonly string[] {
  if (content.kind === "article") return [content.body.zh, content.body.en];
  return content.steps.flatMap((step) => {
    const answers = step.kind === "question" ? step.answers.map(({ says }) => says) : [];
    return [step.text, ...answers].flatMap(({ zh, en }) => [zh, en]);
  });
}
