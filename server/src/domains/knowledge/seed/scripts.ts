import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { KnowledgeCategory, ScriptContent } from "@warmline/shared/knowledge/content.ts";
import type { Step } from "@warmline/shared/knowledge/script.ts";
import { en } from "./scripts.en.ts";
import { zh, type SeedScript, type SeedStep } from "./scripts.zh.ts";

type Slug = keyof typeof zh;

const FOUND: Readonly<
  Record<Slug, readonly [KnowledgeCategory, keywords: string, ...CaseCategory[]]>
> = {
  air: ["not-warm", "放气 气堵 上凉下热", "not-warm"],
  valve: ["not-warm", "入户阀 全屋不热", "not-warm"],
  filter: ["not-warm", "过滤器 堵塞", "not-warm"],
  alteration: ["alteration", "改造 循环泵 遮挡", "not-warm", "private-alteration"],
  building: ["not-warm", "整楼 单元 停热", "no-heat-building"],
  leak: ["safety", "漏水 关阀 抢修", "leak"],
};

/** What is said of a step in English, of whatever kind it is. */
interface InEnglish {
  readonly ask?: string;
  readonly hint?: string;
  readonly answers?: readonly string[];
  readonly say?: string;
}

export const SEED_SCRIPTS: readonly ScriptContent[] = Object.entries(FOUND).map(
  ([slug, [category, keywords, ...caseCategories]]) => {
    const script: SeedScript = zh[slug as Slug];
    const english = en[slug as Slug];
    const said: Readonly<Record<string, InEnglish>> = english.steps;
    return {
      kind: "script",
      title: { zh: script.title, en: english.title },
      category,
      audience: "agent",
      keywords: keywords.split(" "),
      intents: [],
      caseCategories,
      steps: Object.entries(script.steps).map(([id, step]) => stepOf(id, step, said[id] ?? {})),
    };
  },
);

function stepOf(id: string, step: SeedStep, english: InEnglish): Step {
  if ("result" in step) {
    return {
      id,
      kind: "outcome",
      text: { zh: step.say, en: english.say ?? "" },
      result: step.result,
    };
  }
  return {
    id,
    kind: "question",
    text: { zh: step.ask, en: english.ask ?? "" },
    hint: { zh: step.hint ?? "", en: english.hint ?? "" },
    answers: step.answers.map(([says, to], at) => ({
      says: { zh: says, en: english.answers?.[at] ?? "" },
      to,
    })),
  };
}
