import { instantOf } from "../kernel/time.ts";
import type { ArticleContent, ScriptContent } from "./content.ts";
import type { KnowledgeItem } from "./model.ts";
import { approve, begin, move, save, type Moment } from "./rules.ts";

/** For tests: an article, and those who write and approve it. */

export const AT = instantOf(Date.UTC(2026, 10, 29));
export const writer: Moment = { at: AT, actor: { id: "writer", name: "王芳" } };
export const mate: Moment = { at: AT, actor: { id: "mate", name: "李强" } };
export const approver: Moment = { at: AT, actor: { id: "approver", name: "赵敏" } };

export function articleOf(given: Partial<ArticleContent> = {}): ArticleContent {
  return {
    kind: "article",
    title: { zh: "暖气片上热下凉", en: "A radiator hot above and cold below" },
    category: "not-warm",
    audience: "resident",
    keywords: ["放气", "过滤器"],
    intents: ["not-warm"],
    caseCategories: ["not-warm"],
    body: { zh: "先放气。\n再看过滤器。", en: "Bleed the air first." },
    ...given,
  };
}

export const begun = begin({ id: "item", number: "K-001", content: articleOf() }, writer);

/** Of a rule that must not refuse. */
export function must<T>(result: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

export const stored = (item: Omit<KnowledgeItem, "rev">): KnowledgeItem => ({ ...item, rev: 1 });
export const submitted = stored(must(move(stored(begun), "submit")));
export const holding = stored(must(approve(submitted, approver)).item);

/** With another text beside what holds. */
export const redrafted = stored(must(save(holding, articleOf({ keywords: ["放水"] }), writer)));

const said = (zh: string) => ({ zh, en: "" });
const answer = (zh: string, to: string) => ({ says: said(zh), to });

export function scriptOf(given: Partial<ScriptContent> = {}): ScriptContent {
  const { kind: _, body: __, ...heading } = articleOf({ title: said("排查：放气") });
  const question = { kind: "question", hint: said("") } as const;
  return {
    ...heading,
    kind: "script",
    audience: "agent",
    steps: [
      {
        ...question,
        id: "where",
        text: said("上面凉还是下面凉？"),
        answers: [answer("上面凉", "bleed"), answer("下面凉", "visit")],
      },
      {
        ...question,
        id: "bleed",
        text: said("放气以后热了吗？"),
        answers: [answer("热了", "warm"), answer("不热", "visit")],
      },
      { id: "warm", kind: "outcome", text: said("放气以后热了。"), result: "solved" },
      { id: "visit", kind: "outcome", text: said("上门检查。"), result: "visit" },
    ],
    ...given,
  };
}
